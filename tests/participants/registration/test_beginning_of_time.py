"""When the time to answer an offer begins by itself, and when it ends on each way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from participants.models import Participant
from participants.registration.deadlines import begins_at_once, days_to_answer, end_of_offer

BERLIN = ZoneInfo("Europe/Berlin")
READ = datetime(2026, 11, 1, 12, tzinfo=BERLIN)
WAYS = {"email": "bo@example.org", "phone": "+49421123456", "street": "Weg 1"}


@pytest.mark.parametrize(
    ("person", "begins"),
    [
        (Participant(**WAYS, channel="email", email_confirmed_at=READ), True),
        (Participant(**WAYS, channel="email"), False),
        (Participant(**WAYS, channel="phone", email_confirmed_at=READ), False),
        (Participant(**WAYS, channel="post", email_confirmed_at=READ), False),
        (Participant(phone="+49421123456", channel="email", email_confirmed_at=READ), False),
        (Participant(channel="email", email_confirmed_at=READ), False),
        (
            Participant(
                **WAYS, channel="email", email_confirmed_at=READ, date_of_death=date(2026, 11, 2)
            ),
            False,
        ),
    ],
)
def test_only_a_mail_to_a_confirmed_address_has_surely_arrived(person, begins):
    assert begins_at_once(person) is begins


@pytest.mark.parametrize(
    ("channel", "reached"), [("email", 0), ("phone", 0), ("post", 3), (None, 0)]
)
def test_a_letter_has_three_days_to_arrive_before_the_time_runs(course, channel, reached):
    begins = timezone.now()
    end = timezone.localtime(end_of_offer(begins, course, channel))
    days = course.offer_days
    assert end.date() == timezone.localdate(begins) + timedelta(days=reached + days)
    assert days_to_answer(begins, course, channel) == days


def test_shortly_before_the_course_a_letter_leaves_fewer_days(make_course):
    course = make_course("walle-2027", first_day=timezone.localdate() + timedelta(days=9))
    now = timezone.now()
    assert [days_to_answer(now, course, channel) for channel in ("email", "post")] == [7, 4]


def test_a_first_day_that_was_cancelled_does_not_hurry_anybody(make_course):
    course = make_course("walle-2027", first_day=timezone.localdate() + timedelta(days=4))
    assert days_to_answer(timezone.now(), course, "email") == 2
    for day in course.days()[:2]:
        type(day).objects.filter(pk=day.pk).update(state="cancelled")
    course = type(course).objects.get(pk=course.pk)
    assert days_to_answer(timezone.now(), course, "email") == 7
