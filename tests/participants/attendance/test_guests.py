from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message, State
from participants.attendance import guests
from participants.models import DayGuest, Status


@pytest.fixture
def day(past_course):
    return past_course.days()[0]


@pytest.fixture
def waiting(past_course, make_registration):
    """Somebody who waits in a course with one seat, which Ada has."""
    past_course.capacity = 1
    past_course.save()
    make_registration("Ada", course=past_course)
    return make_registration("Bo", course=past_course)


def test_who_waits_gets_a_free_seat_on_the_spot(day, waiting, past_course, leader):
    past_course.capacity = 2
    past_course.save()
    assert guests.welcome_waiting(day, waiting, leader) is True
    assert (waiting.status, waiting.joined_on) == (Status.ENROLLED, timezone.localdate())
    assert DayGuest.objects.count() == 0
    about = Message.objects.filter(reference=waiting.reference, state=State.OPEN)
    occasions = sorted(one.occasion for one in about)
    assert occasions == ["registration_enrolled", "registration_waiting"]


def test_without_a_seat_staff_hear_that_somebody_was_there(day, waiting, leader):
    for _twice in range(2):
        assert guests.welcome_waiting(day, waiting, leader) is False
    assert [guest.name for guest in day.guests.all()] == ["Bo"]
    assert (waiting.status, list(guests.waiting_visitors())) == (Status.WAITING, [waiting])


def test_who_has_a_place_is_nobody_to_admit(day, waiting, past_course, leader):
    ada = past_course.registrations.get(status=Status.ENROLLED)
    with pytest.raises(ValidationError, match="nicht auf der Warteliste"):
        guests.welcome_waiting(day, ada, leader)


@pytest.mark.parametrize("change", ["cancel", "to come", "over"])
def test_nobody_comes_to_a_day_that_is_not(change, day, leader):
    if change == "cancel":
        day.cancel()
    elif change == "to come":
        day.date = timezone.localdate() + timedelta(days=1)
    else:
        day.block.course.status = "completed"
    with pytest.raises(ValidationError):
        guests.welcome_guest(day, "Gast Muster", leader)


def test_a_guest_who_is_sent_twice_is_noted_once(day, leader):
    for name in ("Gast Muster", "Gast Muster", "Gast Anders"):
        guests.welcome_guest(day, name, leader)
    assert [guest.name for guest in day.guests.all()] == ["Gast Muster", "Gast Anders"]


def test_the_name_of_a_guest_goes_some_weeks_later(day, leader):
    guests.welcome_guest(day, "Gast Muster", leader)
    then = timezone.make_aware(datetime.combine(day.date, datetime.min.time()))
    guests.forget_guests(then + guests.NAMES_KEPT)
    assert DayGuest.objects.count() == 1
    guests.forget_guests(then + guests.NAMES_KEPT + timedelta(days=1))
    assert DayGuest.objects.count() == 0
