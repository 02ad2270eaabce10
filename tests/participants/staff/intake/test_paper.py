"""A sheet of paper becomes a registration: read from top to bottom, with when and how it came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.utils import timezone

from participants.models import Registration, Status
from participants.people import consents
from participants.people.consents import ConsentKind, Wording
from participants.public.form.application_form import ApplicationForm
from participants.public.form.layout import registration_layout
from participants.public.paper_form.questions import parts
from participants.staff.intake.paper_form import PaperForm, paper_layout

FILLED = {"name": "Elfriede Muster", "street": "Probeweg 3", "postal_code": "28309"}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def address(course):
    return f"/verwaltung/kurse/{course.slug}/papier/"


@pytest.fixture
def type_in(as_staff, address, today):
    """Return a function that types in a sheet, another one each time."""

    def post(**typed):
        sheet = {"key": uuid4(), "language": "de", "arrived_on": today, **FILLED}
        return as_staff.post(address, {**sheet, **typed})

    return post


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def names(helper):
    """Return the fields of a layout in their order."""
    for item in helper.layout.fields:
        yield from (item.fields if hasattr(item, "fields") else [item])


def test_the_page_asks_in_the_order_of_the_sheet(course):
    form = ApplicationForm(course=course)
    sheet = [q.name for part in parts(form, registration_layout().layout) for q in part.questions]
    page = [name for name in names(paper_layout()) if name in sheet]
    assert page == sheet
    assert list(names(paper_layout()))[-5:] == [
        "signed_on",
        "arrived_on",
        "arrived_at",
        "arrived_why",
        "language",
    ]


def test_every_field_of_the_form_is_on_the_page(course):
    assert sorted(names(paper_layout())) == sorted(PaperForm(course=course).fields)


def test_a_sheet_with_name_and_address_is_enough(type_in, staff):
    type_in()
    registration = Registration.objects.get()
    assert (registration.status, registration.channel) == (Status.ENROLLED, "paper")
    assert registration.participant.channel == "post"
    assert registration.status_changes.get().by == staff


def test_the_sheet_stands_in_line_where_it_arrived(type_in, today):
    day = today - timedelta(days=3)
    type_in(arrived_on=day, arrived_at="09:30")
    registration = Registration.objects.get()
    arrived = timezone.localtime(registration.arrived_at)
    assert (arrived.date(), f"{arrived:%H:%M}") == (day, "09:30")
    why = registration.status_changes.get().why
    assert why == f"Papierformular, eingegangen am {day:%d.%m.%Y}"


def test_staff_may_say_more_about_when_it_came(type_in, today):
    type_in(arrived_on=today - timedelta(days=3), arrived_why="lag im Briefkasten")
    assert Registration.objects.get().status_changes.get().why == "lag im Briefkasten"


def test_what_came_today_stands_behind_those_who_came_before(type_in):
    before = timezone.now()
    type_in()
    assert Registration.objects.get().arrived_at >= before


def test_consents_are_stored_as_they_stand_on_the_sheet(type_in, staff, today):
    signed = today - timedelta(days=9)
    type_in(photos_inside="2026-11", alumni="2026-11", language="tr", signed_on=signed)
    stored = Registration.objects.get().consents.all()
    assert [(c.kind, c.version, c.language, c.channel) for c in stored] == [
        (ConsentKind.PHOTOS_INSIDE, "2026-11", "tr", "paper"),
        (ConsentKind.ALUMNI, "2026-11", "tr", "paper"),
    ]
    assert {(consent.signed_on, consent.recorded_by) for consent in stored} == {(signed, staff)}


def test_a_box_says_which_version_is_printed_beside_it(course):
    field = PaperForm(course=course).fields["alumni"]
    assert field.label == (
        "Die Bremer Heimstiftung darf mich nach dem Kurs zu Treffen einladen. (Fassung 2026-11)"
    )


def test_while_two_versions_are_about_staff_choose(type_in, course, monkeypatch):
    newer = Wording(ConsentKind.ALUMNI, "2027-03", "Neuer Text.")
    both = (*consents.WORDINGS, newer)
    for place in ("participants.people.consents", "participants.staff.intake.paper_form"):
        monkeypatch.setattr(f"{place}.WORDINGS", both)
    field = PaperForm(course=course).fields["alumni"]
    assert isinstance(field.widget, forms.RadioSelect)
    assert [version for version, _label in field.widget.choices] == ["", "2027-03", "2026-11"]
    type_in(alumni="2026-11")
    assert Registration.objects.get().consents.get().text == (
        "Die Bremer Heimstiftung darf mich nach dem Kurs zu Treffen einladen."
    )


def test_no_box_is_ticked_before(as_staff, address):
    form = as_staff.get(address).context["form"]
    assert [form[kind].value() for kind in ConsentKind] == [None] * 4


def test_the_next_person_of_the_household_has_the_address_and_the_dates(type_in, as_staff, today):
    signed = today - timedelta(days=2)
    typed = {"phone": "0421 12345", "needs": "sitzt vorn", "alumni": "2026-11"}
    answer = type_in(next="1", signed_on=signed, **typed)
    page = as_staff.get(answer.url)
    stored = Registration.objects.get()
    assert said(page) == [f"Elfriede Muster: angemeldet, {stored.reference}."]
    form = page.context["form"]
    filled = {name: form[name].value() for name in form.fields if form[name].value()}
    assert {name: str(text) for name, text in filled.items() if name != "key"} == {
        "phone": "0421\N{NO-BREAK SPACE}12345",
        "street": "Probeweg 3",
        "postal_code": "28309",
        "language": "de",
        "signed_on": str(signed),
        "arrived_on": str(today),
    }
    assert page.context["before"] == stored


def test_two_sheets_that_say_only_together_are_tied(type_in, course):
    course.capacity = 2
    course.save()
    type_in(name="Erste Probe")
    type_in(name="Zweite Probe")
    type_in(name="Eine Probe")
    *_, one = Registration.objects.order_by("pk")
    type_in(name="Andere Probe", together_with=one.reference)
    other = Registration.objects.order_by("pk").last()
    one.refresh_from_db()
    assert one.party is not None
    assert one.party == other.party


def test_the_same_sheet_twice_is_one_registration_and_corrections_are_told(type_in, as_staff):
    key = uuid4()
    first = type_in(key=key)
    assert type_in(key=key).url == first.url
    assert said(as_staff.get(first.url)) == []
    type_in(key=key, needs="sitzt vorn")
    assert said(as_staff.get(first.url))[0].startswith("Diese Anmeldung war schon gespeichert.")
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Bitte schreiben Sie Ihren Namen auf."]}),
        ({"arrived_on": ""}, {"arrived_on": ["Bitte füllen Sie dieses Feld aus."]}),
        (
            {"arrived_on": "gestern"},
            {"arrived_on": ["Bitte schreiben Sie das Datum so: 24.12.2027."]},
        ),
        (
            {"arrived_on": "2026-01-02", "signed_on": "2026-01-03"},
            {"signed_on": ["Das ist nach dem Eingang. Bitte prüfen Sie beide Tage."]},
        ),
        (
            {"alumni": "1999-01"},
            {"alumni": ["Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal."]},
        ),
        (
            {"language": "xx"},
            {"language": ["Bitte wählen Sie etwas aus der Liste. „xx“ steht nicht darin."]},
        ),
    ],
)
def test_a_refused_sheet_says_what_to_do_and_keeps_what_was_typed(type_in, typed, errors):
    answer = type_in(**typed)
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, errors)
    assert form["street"].value() == "Probeweg 3"


def test_a_sheet_cannot_come_later_than_now(type_in):
    answer = type_in(arrived_at="23:59:59")
    assert answer.context["form"].errors == {"arrived_at": ["Dieser Zeitpunkt kommt erst noch."]}


def test_a_cancelled_course_takes_no_sheet(as_staff, make_course, today):
    draft = make_course("entwurf", publish=False)
    answer = as_staff.get(f"/verwaltung/kurse/{draft.slug}/papier/")
    assert answer.url == f"/verwaltung/kurse/{draft.slug}/"


@pytest.mark.parametrize("hostile", ["<script>", "'; DROP TABLE", "HEM1-001%00"])
def test_what_stands_in_the_address_harms_nobody(as_staff, address, hostile):
    answer = as_staff.get(address, {"mit": hostile, "signed_on": hostile, "language": hostile})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
