"""Who has this name in the course already, before a form is stored."""

from uuid import uuid4

import pytest

from participants.models import Registration
from participants.staff.intake.doubles import as_seen, unseen_doubles
from participants.staff.intake.phone_form import PhoneForm
from participants.staff.intake.taking_down import take_down


@pytest.fixture
def fill_in(course):
    """Return a function that fills in the form for somebody by name."""

    def fill(name="Ada Beispiel", key=None):
        typed = {"name": name, "phone": "0421 12345", "language": "de", "key": key or uuid4()}
        form = PhoneForm(typed, course=course)
        assert form.is_valid()
        return form

    return fill


def test_who_has_the_name_is_shown_once(course, fill_in, make_registration):
    first = make_registration("ada  BEISPIEL")
    assert unseen_doubles(course, fill_in(), "") == [first]
    assert unseen_doubles(course, fill_in(), first.reference) == []


@pytest.mark.parametrize("name", ["Mueller, Hans", "hans muller", "Dr. Hans Müller", "MÜLLER Hans"])
def test_a_name_in_another_spelling_or_order_is_shown_too(course, fill_in, make_registration, name):
    first = make_registration("Hans Müller")
    assert unseen_doubles(course, fill_in(name), "") == [first]


def test_one_more_of_that_name_is_shown_again(course, fill_in, make_registration):
    first = make_registration("Ada Beispiel")
    second = make_registration("Ada Beispiel")
    assert unseen_doubles(course, fill_in(), first.reference) == [first, second]
    assert unseen_doubles(course, fill_in(), as_seen([first, second])) == []


def test_who_gave_up_or_is_in_another_course_is_no_double(
    course, small_course, fill_in, make_registration
):
    make_registration("Ada Beispiel").withdraw()
    make_registration("Ada Beispiel", course=small_course)
    assert unseen_doubles(course, fill_in(), "") == []


def test_five_are_shown_at_most(course, fill_in, make_registration):
    for _ in range(6):
        make_registration("Ada Beispiel")
    assert len(unseen_doubles(course, fill_in(), "")) == 5


def test_what_is_stored_already_is_no_new_person(course, fill_in, make_registration, staff):
    key = uuid4()
    take_down(course, fill_in(key=key), staff)
    make_registration("Ada Beispiel")
    assert Registration.objects.count() == 2
    assert unseen_doubles(course, fill_in(key=key), "") == []
