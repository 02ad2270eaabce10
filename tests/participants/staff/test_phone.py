from datetime import date, timedelta

import pytest
from django.utils import timezone

from participants.models import Registration, Status

FILLED = {
    "name": "Heinz Muster",
    "phone": "0421 12345",
    "way": "phone",
    "key": "5f0c2c51-9a5b-4a0e-8d1c-2f2a6f5d3b10",
}


@pytest.fixture
def take_down(as_staff, course):
    def post(**typed):
        return as_staff.post(f"/verwaltung/kurse/{course.slug}/telefon/", {**FILLED, **typed})

    return post


def test_name_and_phone_are_enough(take_down, as_staff, staff):
    answer = as_staff.get(take_down().url)
    registration = Registration.objects.get()
    assert (registration.status, registration.channel) == (Status.ENROLLED, "phone")
    assert registration.participant.phone == "+4942112345"
    assert registration.status_changes.get().by == staff
    assert registration.reference in answer.content.decode()


def test_the_cursor_stands_in_the_name(as_staff, course):
    form = as_staff.get(f"/verwaltung/kurse/{course.slug}/telefon/").context["form"]
    focused = [name for name, field in form.fields.items() if field.widget.attrs.get("autofocus")]
    assert focused == ["name"]


def test_the_same_form_twice_is_one_registration(take_down):
    assert take_down().url == take_down().url
    assert Registration.objects.count() == 1


def test_a_namesake_is_shown_and_never_in_the_way(take_down, as_staff):
    take_down()
    answer = as_staff.get(take_down(key="0f8fad5b-d9cb-469f-a165-70867728950e").url)
    first = Registration.objects.order_by("pk").first()
    assert list(answer.context["namesakes"]) == [first]
    assert Registration.objects.count() == 2


def test_a_paper_arrived_when_it_arrived(take_down):
    day = timezone.localdate() - timedelta(days=3)
    take_down(way="paper", arrived_on=day, arrived_at="09:30", arrived_why="lag im Briefkasten")
    registration = Registration.objects.get()
    arrived = timezone.localtime(registration.arrived_at)
    assert (arrived.date(), f"{arrived:%H:%M}", registration.channel) == (day, "09:30", "paper")
    assert registration.status_changes.get().why == "lag im Briefkasten"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Bitte schreiben Sie Ihren Namen auf."]}),
        ({"arrived_on": "2026-01-02"}, {"arrived_why": ["Bitte schreiben Sie auf, warum."]}),
        ({"arrived_at": "09:30"}, {"arrived_on": ["Bitte schreiben Sie auch das Datum auf."]}),
        (
            {"arrived_on": str(date.today() + timedelta(days=2)), "arrived_why": "Probe"},
            {"arrived_on": ["Dieses Datum kommt erst noch."]},
        ),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(take_down, typed, errors):
    answer = take_down(**typed)
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, errors)
    assert {name: form[name].value() for name in typed} == typed
    assert form["phone"].value() == "0421 12345"


def test_a_draft_takes_nobody(as_staff, make_course):
    draft = make_course("entwurf", publish=False)
    answer = as_staff.post(f"/verwaltung/kurse/{draft.slug}/telefon/", FILLED)
    assert (answer.url, Registration.objects.count()) == (f"/verwaltung/kurse/{draft.slug}/", 0)
