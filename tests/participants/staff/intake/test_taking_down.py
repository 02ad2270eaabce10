"""Staff take somebody's registration down: stored once, however often the form is sent."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError

from participants.models import Registration
from participants.registration.status import MoveRefused
from participants.staff.intake import taking_down
from participants.staff.intake.phone_form import PhoneForm
from participants.staff.intake.taking_down import shared_with, take_down

REGISTER = "participants.staff.intake.taking_down.register"


@pytest.fixture
def form(course):
    typed = {"name": "Ada Beispiel", "phone": "0421 12345", "language": "de", "key": uuid4()}
    form = PhoneForm(typed, course=course)
    assert form.is_valid()
    return form


def test_of_two_who_send_the_form_at_once_both_get_the_same(course, form, staff, monkeypatch):
    stored = taking_down.register(course, form.stated(), key=form.spent_key(), by=staff)
    look, looks = taking_down._before, []

    def look_too_early(one):
        looks.append(one)
        return look(one) if len(looks) > 1 else None

    monkeypatch.setattr(taking_down, "_before", look_too_early)
    taken = take_down(course, form, staff)
    assert (taken.registration, taken.is_other) == (stored, False)
    assert Registration.objects.count() == 1


def test_an_error_of_the_database_is_not_taken_for_a_second_click(course, form, staff, monkeypatch):
    def broken(*_args, **_kwargs):
        raise IntegrityError("something else")

    monkeypatch.setattr(REGISTER, broken)
    with pytest.raises(IntegrityError, match="something else"):
        take_down(course, form, staff)


def test_a_course_that_takes_nobody_any_more_says_so(as_staff, course, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise MoveRefused("Die Anmeldung ist geschlossen.")

    monkeypatch.setattr(REGISTER, refuse)
    typed = {"name": "Ada Beispiel", "phone": "0421 12345", "language": "de", "key": uuid4()}
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/telefon/", typed)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (answer.url, said) == (
        f"/verwaltung/kurse/{course.slug}/",
        ["Die Anmeldung ist geschlossen."],
    )


def test_the_next_of_a_household_shares_what_neighbours_share(course, make_registration):
    registration = make_registration(
        contact={
            "phone": "+49421123456",
            "street": "Weg 1",
            "postal_code": "28309",
            "city": "Bremen",
            "channel": "phone",
            "email": "ada@example.org",
            "language": "tr",
        },
        answers={"needs": "große Schrift"},
    )
    assert shared_with(course, registration.reference) == {
        "phone": "0421\N{NO-BREAK SPACE}123456",
        "street": "Weg 1",
        "postal_code": "28309",
        "city": "Bremen",
        "language": "tr",
    }


@pytest.mark.parametrize("reference", ["", None, "HEM1-999"])
def test_an_unknown_number_shares_nothing(course, reference):
    assert shared_with(course, reference) == {}


def test_a_registration_of_another_course_shares_nothing(course, small_course, make_registration):
    other = make_registration(course=small_course)
    assert shared_with(course, other.reference) == {}
