"""The end of a course for each of its people: moved once, by whoever ended it, and told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from courses.models import Course, CourseDay, CourseStatus
from participants.attendance import marks
from participants.attendance.eligibility import course_progress
from participants.course_changes import completion
from participants.models import Mark, Registration, Status


@pytest.fixture
def people(past_course, make_registration, leader):
    """One who was always there, one who never was, one without a mark, and three without a seat."""
    names = ("Ada", "Bo", "Cem", "Dua", "Eva", "Finn")
    found = [make_registration(name, course=past_course) for name in names]
    for day in CourseDay.objects.of_course(past_course):
        marks.enter_marks(day, {found[0]: Mark.PRESENT, found[1]: Mark.ABSENT}, leader)
    states = (Status.WAITING, Status.RECEIVED, Status.OFFERED)
    for one, status in zip(found[3:], states, strict=True):
        Registration.objects.filter(pk=one.pk).update(status=status)
    return found


def last_moves(people):
    return [(one.status_changes.last().after, one.status_changes.last().by) for one in people]


def test_each_is_moved_once_and_the_history_says_by_whom(past_course, people, staff):
    end = completion.complete(past_course, staff)
    assert last_moves(people) == [
        (Status.COMPLETED, staff),
        (Status.NOT_COMPLETED, staff),
        (Status.ENROLLED, None),
        (Status.UNPLACED, staff),
        (Status.UNPLACED, staff),
        (Status.EXPIRED, None),
    ]
    days = list(CourseDay.objects.of_course(past_course))
    assert end.blocked == [(people[2], days)]
    assert Course.objects.get(pk=past_course.pk).status == CourseStatus.COMPLETED


def test_who_got_no_place_is_told_so_once(past_course, people, staff):
    for _ in range(2):
        completion.complete(past_course, staff)
    told = Message.objects.filter(occasion="registration_unplaced").order_by("recipient_name")
    assert [one.recipient_name for one in told] == ["Dua", "Eva"]


def test_what_a_caller_knows_of_attendance_is_not_read_again(past_course, people, staff):
    known = {people[0]: course_progress(past_course)[people[0]]}
    end = completion.complete(past_course, staff, known)
    assert (end.completed, end.not_completed, end.blocked) == ([people[0]], [], [])
    assert Registration.objects.get(pk=people[1].pk).status == Status.ENROLLED


def test_days_that_took_place_elsewhere_end_no_course_without_any(
    past_course, people, make_course, staff
):
    empty = make_course("walle-2026", first_day=timezone.localdate() - timedelta(days=300))
    CourseDay.objects.of_course(empty).update(state="cancelled")
    assert CourseDay.objects.of_course(past_course).held().count() == 12
    with pytest.raises(ValidationError, match="kein Kurstag stattgefunden"):
        completion.complete(empty, staff)


def test_a_cancelled_day_that_is_still_to_come_holds_no_course_up(past_course, people, staff):
    *_, last = CourseDay.objects.of_course(past_course)
    tomorrow = timezone.localdate() + timedelta(days=1)
    CourseDay.objects.filter(pk=last.pk).update(date=tomorrow, state="cancelled")
    assert completion.complete(past_course, staff).completed == [people[0]]
