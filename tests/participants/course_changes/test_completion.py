from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import CourseDay, CourseStatus
from participants.attendance import marks
from participants.course_changes import cancellation, completion
from participants.models import Mark, Status


@pytest.fixture
def attended(past_course, make_registration, leader):
    """Return a function that registers somebody who was there on so many days."""

    def make(name, present):
        registration = make_registration(name, course=past_course)
        for number, day in enumerate(CourseDay.objects.of_course(past_course)):
            mark = Mark.PRESENT if number < present else Mark.ABSENT
            marks.enter_marks(day, {registration: mark}, leader)
        return registration

    return make


def status(registration):
    registration.refresh_from_db()
    return registration.status


def test_who_was_there_often_enough_completes_and_the_others_took_part(
    past_course, attended, staff
):
    ada, bo = attended("Ada", 9), attended("Bo", 8)
    end = completion.complete(past_course, staff)
    assert (end.completed, end.not_completed, end.blocked) == ([ada], [bo], [])
    assert (status(ada), status(bo)) == (Status.COMPLETED, Status.NOT_COMPLETED)
    past_course.refresh_from_db()
    assert past_course.status == CourseStatus.COMPLETED


def test_ending_a_course_again_moves_nobody_a_second_time(past_course, attended, staff):
    ada = attended("Ada", 9)
    completion.complete(past_course, staff)
    changes = ada.status_changes.count()
    end = completion.complete(past_course, staff)
    assert (end.completed, end.not_completed, end.blocked) == ([], [], [])
    assert ada.status_changes.count() == changes


def test_who_left_before_stays_as_they_are(past_course, attended, staff):
    ada, bo = attended("Ada", 12), attended("Bo", 12)
    bo.withdraw()
    assert completion.complete(past_course, staff).completed == [ada]
    assert status(bo) == Status.WITHDRAWN


@pytest.mark.parametrize("before", [CourseStatus.DRAFT, CourseStatus.CANCELLED])
def test_only_a_published_course_ends(past_course, attended, staff, before):
    ada = attended("Ada", 12)
    past_course.status = before
    past_course.save()
    with pytest.raises(ValidationError, match="Nur ein veröffentlichter Kurs"):
        completion.complete(past_course, staff)
    assert status(ada) == Status.ENROLLED


def test_a_course_does_not_end_on_the_day_of_its_last_course_day(past_course, attended, staff):
    attended("Ada", 12)
    last = CourseDay.objects.of_course(past_course).last()
    CourseDay.objects.filter(pk=last.pk).update(date=timezone.localdate(), state="planned")
    with pytest.raises(ValidationError, match="Es kommen noch Kurstage"):
        completion.complete(past_course, staff)


def test_days_without_attendance_are_named(past_course, attended, staff):
    attended("Ada", 12)
    yesterday = timezone.localdate() - timedelta(days=1)
    last = CourseDay.objects.of_course(past_course).last()
    CourseDay.objects.filter(pk=last.pk).update(date=yesterday, state="planned")
    with pytest.raises(ValidationError, match=f"Offen: {yesterday:%d.%m.%Y}"):
        completion.complete(past_course, staff)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (CourseStatus.DRAFT, "noch ein Entwurf"),
        (CourseStatus.COMPLETED, "schon beendet"),
        (CourseStatus.CANCELLED, "schon beendet"),
    ],
)
def test_only_a_published_course_is_cancelled(course, make_registration, staff, before, words):
    ada = make_registration("Ada")
    course.status = before
    course.save()
    with pytest.raises(ValidationError, match=words):
        cancellation.cancel(course, staff, "Grund")
    assert status(ada) == Status.ENROLLED
