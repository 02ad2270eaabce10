from uuid import uuid4

import pytest

from courses.formatting import long_date
from participants.models import Registration, Status
from participants.staff.intake.call_script import call_script

FILLED = {
    "name": "Heinz Muster",
    "phone": "0421 12345",
    "language": "de",
    "key": "5f0c2c51-9a5b-4a0e-8d1c-2f2a6f5d3b10",
}


@pytest.fixture
def address(course):
    return f"/verwaltung/kurse/{course.slug}/telefon/"


@pytest.fixture
def take_down(as_staff, address):
    def post(**typed):
        return as_staff.post(address, {**FILLED, **typed})

    return post


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_name_and_phone_are_enough(take_down, as_staff, staff):
    answer = as_staff.get(take_down().url)
    registration = Registration.objects.get()
    assert (registration.status, registration.channel) == (Status.ENROLLED, "phone")
    assert registration.participant.phone == "+4942112345"
    assert registration.status_changes.get().by == staff
    assert registration.reference in answer.content.decode()


def test_the_cursor_stands_in_the_name(as_staff, address):
    form = as_staff.get(address).context["form"]
    focused = [name for name, field in form.fields.items() if field.widget.attrs.get("autofocus")]
    assert focused == ["name"]


def test_the_page_asks_nothing_about_paper(as_staff, address):
    form = as_staff.get(address).context["form"]
    asked = {"way", "arrived_on", "arrived_at", "arrived_why", "signed_on"}
    assert asked & set(form.fields) == set()


def test_the_language_of_the_person_is_german_unless_staff_choose_another(as_staff, address):
    form = as_staff.get(address).context["form"]
    assert form["language"].value() == "de"
    assert ("tr", "Türkisch") in form.fields["language"].choices


def test_later_messages_come_in_the_language_of_the_person(take_down):
    take_down(language="tr", photos_inside="2026-11")
    registration = Registration.objects.get()
    assert registration.participant.language == "tr"
    assert registration.consents.get().language == "tr"


def test_the_same_form_twice_is_one_registration(take_down):
    assert take_down().url == take_down().url
    assert Registration.objects.count() == 1


def test_what_was_corrected_too_late_is_not_lost_in_silence(take_down, as_staff):
    first = take_down()
    assert said(as_staff.get(first.url)) == []
    again = take_down(phone="0421 54321")
    assert again.url == first.url
    assert said(as_staff.get(again.url)) == [
        "Diese Anmeldung war schon gespeichert. Was Sie danach geändert haben, steht noch nicht"
        " darin. Bitte tragen Sie es auf der Seite der Anmeldung nach."
    ]
    assert Registration.objects.get().participant.phone == "+4942112345"


def test_a_namesake_in_the_course_is_told_before_storing(take_down):
    take_down()
    first = Registration.objects.get()
    answer = take_down(key=uuid4(), name="heinz  MUSTER")
    page = answer.content.decode()
    assert (answer.status_code, Registration.objects.count()) == (200, 1)
    assert (answer.context["doubles"], answer.context["seen"]) == ([first], first.reference)
    assert answer.context["form"]["phone"].value() == "0421 12345"
    assert page.count("autofocus") == 1
    box = f'name="seen" value="{first.reference}" id="id_seen" form="anmeldung"'
    assert (page.count(box), page.count(f"{box} checked"), page.count("autofocus")) == (1, 0, 1)


def test_enter_alone_does_not_store_a_suspected_double(take_down, make_registration):
    make_registration("Heinz Muster")
    for _ in range(2):  # the page that asks is sent again as it is
        assert len(take_down().context["doubles"]) == 1
    assert Registration.objects.count() == 1


def test_a_slip_in_the_address_is_told_to_who_wrote_it_down(take_down, as_staff):
    page = as_staff.get(take_down(email="heinz@gmial.com").url).content.decode()
    assert page.count("Meinten Sie heinz@gmail.com?") == 1


def test_a_namesake_who_was_told_is_never_in_the_way(take_down, as_staff):
    take_down()
    first = Registration.objects.get()
    answer = as_staff.get(take_down(key=uuid4(), seen=first.reference).url)
    assert list(answer.context["namesakes"]) == [first]
    assert Registration.objects.count() == 2


def test_another_name_typed_after_the_hint_is_looked_up_anew(take_down, make_registration):
    make_registration("Heinz Muster")
    other = make_registration("Ada Beispiel")
    answer = take_down(name="Ada Beispiel", seen="PRO27-001")
    assert answer.context["doubles"] == [other]


def test_a_namesake_who_left_the_course_costs_the_caller_no_time(take_down, make_registration):
    make_registration("Heinz Muster").withdraw()
    assert take_down().status_code == 302


def test_the_next_person_on_the_phone_has_the_number_and_address_and_nothing_else(
    take_down, as_staff, address
):
    receipt = as_staff.get(
        take_down(
            street="Musterweg 1",
            postal_code="28309",
            city="Bremen",
            needs="sitzt gern vorn",
            photos_public="2026-11",
            language="tr",
        ).url
    ).content.decode()
    first = Registration.objects.get()
    assert f'href="{address}?mit={first.reference}"' in receipt
    form = as_staff.get(f"{address}?mit={first.reference}").context["form"]
    filled = {name: form[name].value() for name in form.fields if form[name].value()}
    assert {name: text for name, text in filled.items() if name != "key"} == {
        "phone": "0421\N{NO-BREAK SPACE}12345",
        "street": "Musterweg 1",
        "postal_code": "28309",
        "city": "Bremen",
        "language": "tr",
    }


def test_nothing_is_taken_over_from_another_course(as_staff, address, small_course, take_down):
    take_down()
    reference = Registration.objects.get().reference
    form = as_staff.get(f"/verwaltung/kurse/{small_course.slug}/telefon/?mit={reference}").context
    assert form["form"]["phone"].value() is None


def test_two_who_come_only_together_are_tied(take_down, make_registration, course):
    course.capacity = 2
    course.save()
    make_registration("Erste Probe")
    make_registration("Zweite Probe")
    first = make_registration("Eine Probe")
    take_down(together_with=first.reference.lower())
    second = Registration.objects.order_by("pk").last()
    first.refresh_from_db()
    assert (first.status, second.status) == (Status.WAITING, Status.WAITING)
    assert first.party is not None
    assert first.party == second.party


def test_what_cannot_be_tied_is_said_and_registered_all_the_same(
    take_down, as_staff, make_registration, small_course
):
    first = make_registration("Eine Probe", course=small_course)
    address = f"/verwaltung/kurse/{small_course.slug}/telefon/"
    answer = as_staff.post(address, {**FILLED, "together_with": first.reference})
    assert said(as_staff.get(answer.url)) == [
        "„Nur gemeinsam“ ist nicht vermerkt. Das geht nur für mehrere, die alle warten oder alle"
        " eingegangen sind."
    ]
    assert small_course.registrations.count() == 2


def test_two_who_both_have_a_place_need_no_tie(take_down, make_registration, as_staff):
    first = make_registration("Eine Probe")
    answer = as_staff.get(take_down(together_with=first.reference).url)
    assert said(answer) == []
    assert Registration.objects.filter(party__isnull=False).count() == 0


@pytest.mark.parametrize("unknown", ["HEM1-999", "<b>", "x" * 24, "VEG1-001"])
def test_an_unknown_number_is_asked_for_again(take_down, unknown):
    answer = take_down(together_with=unknown)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "together_with": ["Diese Anmeldenummer gibt es in diesem Kurs nicht. Bitte prüfen Sie sie."]
    }


def test_the_receipt_says_what_to_tell_who_has_a_place(take_down, course):
    take_down()
    registration = Registration.objects.get()
    day = long_date(course.days()[0].date)
    assert call_script(registration) == [
        "Sie haben einen Platz.",
        f"Der erste Tag ist {day}, 10\N{NO-BREAK SPACE}bis\N{NO-BREAK SPACE}16"
        "\N{NO-BREAK SPACE}Uhr. Ort: Bürgerhaus Probe, Probeweg 1, 28309 Bremen.",
        "Der ganze Kurs kostet 50\N{NO-BREAK SPACE}€.",
        "Niemand soll wegen des Geldes wegbleiben. Sagen Sie uns, wenn es zu viel ist.",
        f"Ihre Anmeldenummer ist {registration.reference}.",
        "Bitte schreiben Sie die Nummer auf.",
    ]


def test_the_receipt_says_what_to_tell_who_waits(take_down, course, make_registration):
    course.capacity = 1
    course.save()
    make_registration()
    take_down()
    assert call_script(Registration.objects.order_by("pk").last())[:3] == [
        "Zurzeit sind alle Plätze belegt.",
        "Sie stehen auf Platz 1 der Warteliste.",
        "Wird ein Platz frei, rufen wir Sie an.",
    ]


def test_the_receipt_asks_for_the_yes_of_a_guardian(take_down, as_staff):
    url = take_down(under_age="on", guardian_name="Mutter Probe", guardian_contact="0421 11223").url
    assert as_staff.get(url).context["call_script"][:2] == [
        "Wir haben Ihre Anmeldung.",
        "Uns fehlt noch das Ja Ihrer Mutter, Ihres Vaters oder Ihres Vormunds.",
    ]


def test_a_wish_to_pay_less_is_confirmed_and_not_asked_about(take_down):
    take_down(reduction="on")
    assert call_script(Registration.objects.get())[2] == (
        "Sie möchten weniger oder nichts bezahlen. Das ist notiert, wir melden uns dazu."
    )


def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(take_down):
    answer = take_down(name="")
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors == {"name": ["Bitte schreiben Sie Ihren Namen auf."]}
    assert form["phone"].value() == "0421 12345"


@pytest.mark.parametrize(
    "name", ["O’Neill", "Gülşen Işık", "مثال محمد", "Z", "<script>alert(1)</script>", "x" * 150]
)
def test_names_are_taken_as_people_have_them(take_down, as_staff, name):
    page = as_staff.get(take_down(name=name).url).content.decode()
    assert Registration.objects.get().participant.name == name
    assert "<script>alert" not in page


def test_a_draft_takes_nobody(as_staff, make_course):
    draft = make_course("entwurf", publish=False)
    answer = as_staff.post(f"/verwaltung/kurse/{draft.slug}/telefon/", FILLED)
    assert (answer.url, Registration.objects.count()) == (f"/verwaltung/kurse/{draft.slug}/", 0)


def test_the_receipt_asks_as_many_queries_for_one_as_for_many(
    take_down, as_staff, django_assert_num_queries
):
    first = take_down().url
    with django_assert_num_queries(QUERIES):
        as_staff.get(first)
    for _ in range(4):
        seen = " ".join(Registration.objects.values_list("reference", flat=True).order_by("pk"))
        last = take_down(key=uuid4(), seen=seen).url
    with django_assert_num_queries(QUERIES):
        as_staff.get(last)


QUERIES = 9


def test_the_form_speaks_to_the_staff_about_the_name(as_staff, address):
    assert as_staff.get(address).context["form"].fields["name"].label == "Name"
