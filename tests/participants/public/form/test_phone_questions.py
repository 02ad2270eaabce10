"""„Stimmt die Nummer?“: what reaches nobody is asked back on every form, and may be confirmed."""

import pytest

from participants.interested.interest import Interest
from participants.models import Participant, Registration
from tests.sent_form import sent

URL = "/kurse/hemelingen-2027/anmelden/"
SEND = f"{URL}absenden/"
ASKED = (
    "Stimmt die Nummer 0421\N{NO-BREAK SPACE}12? Sie sieht ungewöhnlich aus. Bitte sehen Sie noch"
    " einmal nach. Wenn sie stimmt, kreuzen Sie das bitte an."
)
CONFIRMED = {"phone": "0421 12", "phone-stimmt": "+4942112"}
BOX = '<input type="checkbox" name="phone-stimmt" value="+4942112" id="id_phone-stimmt"'
NEITHER = "Bitte schreiben Sie eine Telefonnummer oder eine E-Mail-Adresse auf."


def errors(answer):
    return {name: list(map(str, found)) for name, found in answer.context["form"].errors.items()}


def test_an_odd_number_is_asked_back_with_a_box_to_tick(client, course):
    answer = client.post(URL, {"name": "Ada", "phone": "0421 12"})
    assert (answer.status_code, errors(answer)) == (422, {"phone": [ASKED]})
    page = answer.content.decode()
    assert [page.count(BOX), page.count(f"{BOX} checked")] == [1, 0]


def test_who_ticks_the_box_goes_on_and_is_reached_there(client, open_page, course):
    page = open_page(URL, {"name": "Ada", **CONFIRMED})
    assert (page.status, page.typed()["phone-stimmt"]) == (200, "+4942112")
    assert client.post(SEND, page.typed()).status_code == 303
    assert Participant.objects.get().phone == "+4942112"


def test_a_box_that_was_ticked_stays_ticked_when_another_answer_is_changed(open_page, course):
    page = open_page(f"{URL}aendern/1/", {"name": "Ada", **CONFIRMED})
    assert page.typed()["phone-stimmt"] == "+4942112"


def test_a_number_without_question_has_no_box(client, course):
    page = client.post(URL, {"name": "", "phone": "0421 123456"}).content.decode()
    assert page.count("-stimmt") == 0


def test_a_neighbour_with_the_same_odd_number_is_not_asked_again(open_page, course):
    page = open_page(f"{URL}weitere/", {"name": "Ada", **CONFIRMED})
    more = page.typed() | {"p2-name": "Bo"}
    assert more["p2-phone-stimmt"] == "+4942112"
    assert open_page(URL, more).status == 200


@pytest.mark.parametrize("typed", ["0421", "123456 / 234567"])
def test_a_bare_area_code_and_two_numbers_are_refused_on_the_form(client, course, typed):
    answer = client.post(SEND, {"name": "Ada", "phone": typed})
    assert (answer.status_code, list(errors(answer))) == (422, ["phone"])


def test_staff_are_asked_too_and_confirm(as_staff, course):
    address = f"/verwaltung/kurse/{course.slug}/telefon/"
    typed = {"name": "Ada", "phone": "0421 12", "language": "de"}
    answer = as_staff.post(address, typed)
    assert (errors(answer), answer.content.decode().count(BOX)) == ({"phone": [ASKED]}, 1)
    assert as_staff.post(address, typed | CONFIRMED).status_code == 302
    assert Registration.objects.get().participant.phone == "+4942112"


def test_who_corrects_their_number_is_asked_too(client, make_registration):
    registration = make_registration()
    address = f"{registration.get_absolute_url()}daten/"
    typed = {"phone": "0421 12", "channel": "phone", "language": "de"}
    assert errors(client.post(address, typed)) == {"phone": [ASKED]}
    assert client.post(address, typed | CONFIRMED).status_code == 302
    registration.participant.refresh_from_db()
    assert registration.participant.phone == "+4942112"


def test_who_waits_for_a_course_is_asked_too(client, district):
    typed = {"district": district.slug, "consent": "2026-11", "phone": "0421 12"}
    assert errors(client.post("/bescheid/", typed)) == {"phone": [ASKED]}
    assert client.post("/bescheid/", typed | CONFIRMED).status_code == 303
    assert Interest.objects.get().phone == "+4942112"


@pytest.fixture
def odd(make_registration):
    """Somebody whose odd number was confirmed once, with the address of the staff's form."""
    person = make_registration(contact={"phone": "+4942112", "channel": "phone"}).participant
    return person, f"/verwaltung/participants/participant/{person.pk}/change/"


def test_a_number_that_was_confirmed_once_is_not_asked_about_again(as_staff, odd):
    person, address = odd
    answer = as_staff.post(address, sent(as_staff.get(address), name="Ada Neu"))
    person.refresh_from_db()
    assert (answer.status_code, person.name, person.phone) == (302, "Ada Neu", "+4942112")


def test_a_good_number_has_no_question_about_the_one_before(as_staff, odd):
    _person, address = odd
    typed = sent(as_staff.get(address), phone="0421 123456", name="")
    page = as_staff.post(address, typed)
    assert list(page.context["adminform"].form.errors) == ["name"]
    assert "phone-stimmt" not in page.content.decode()


def test_staff_who_put_a_person_right_are_asked_too(as_staff, make_registration):
    person = make_registration().participant
    address = f"/verwaltung/participants/participant/{person.pk}/change/"
    typed = {"name": "Ada", "sort_name": "Ada", "channel": "phone", "phone": "0421 12"}
    page = as_staff.post(address, typed).content.decode()
    assert [page.count(ASKED), page.count(BOX)] == [2, 1]  # on top of the form, and at the field
    assert as_staff.post(address, typed | CONFIRMED).status_code == 302
    person.refresh_from_db()
    assert person.phone == "+4942112"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("keine", "Bitte schreiben Sie auf, wie wir diese Person erreichen."),
        ("meine Mutter", NEITHER),
        ("0421", "Diese Telefonnummer verstehen wir nicht."),
        ("0421 12", "Stimmt die Nummer 0421\N{NO-BREAK SPACE}12?"),
    ],
)
def test_the_guardian_can_be_reached(client, course, typed, told):
    minor = {"name": "Ada", "phone": "0421 123456", "under_age": "on", "guardian_name": "Mama"}
    found = errors(client.post(URL, minor | {"guardian_contact": typed}))
    assert [(name, words[0][: len(told)]) for name, words in found.items()] == [
        ("guardian_contact", told)
    ]


def test_what_a_grown_up_wrote_about_a_guardian_is_not_asked_back(client, course):
    grown_up = {"name": "Ada", "phone": "0421 123456", "guardian_contact": "keine Ahnung"}
    assert client.post(SEND, grown_up).status_code == 303
    assert Registration.objects.get().guardian_contact == ""


def test_the_contact_of_a_course_is_written_as_all_numbers_are(as_staff, course):
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    form = as_staff.get(address).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in typed.items()}
    as_staff.post(address, typed | {"contact_phone": "+49 421/12 34 56"})
    course.refresh_from_db()
    assert course.contact_phone == "0421\N{NO-BREAK SPACE}123456"
