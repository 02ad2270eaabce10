from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CourseStatus
from participants.public.closed_notice import closed_notice


def title(course, day=None):
    notice = closed_notice(course, day or timezone.localdate())
    return notice and notice.title


def test_an_open_course_has_no_notice_on_its_first_and_last_day(course):
    days = (course.registration_opens, course.registration_closes)
    assert [closed_notice(course, day) for day in days] == [None, None]


def test_the_days_around_the_time_to_register_have_their_own_words(course):
    day_before = course.registration_opens - timedelta(days=1)
    day_after = course.registration_closes + timedelta(days=1)
    assert title(course, day_before) == "Die Anmeldung beginnt bald."
    assert title(course, day_after) == "Die Anmeldung ist zu Ende."


def test_a_course_without_a_date_names_none(course):
    course.registration_opens = None
    notice = closed_notice(course, timezone.localdate())
    assert notice.text == "Wann sie beginnt, sagen wir Ihnen gern am Telefon."


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CourseStatus.COMPLETED, "Dieser Kurs ist vorbei."),
        (CourseStatus.CANCELLED, "Dieser Kurs ist leider abgesagt."),
    ],
)
def test_what_is_over_or_cancelled_says_so(course, status, words):
    course.status = status
    assert title(course) == words
