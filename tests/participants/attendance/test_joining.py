"""Days before somebody joined: nobody asks about them, and the course says whether they count."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CourseDay
from participants.attendance import marks
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.eligibility import Outlook, registration_progress
from participants.attendance.marks import with_entry_counts
from participants.attendance.matrix import Cell, matrix
from participants.attendance.warning import Standing, standing
from participants.course_changes import completion
from participants.models import Mark, Registration


@pytest.fixture
def days(past_course):
    return past_course.days()


@pytest.fixture
def late(past_course, make_registration, days):
    """Joined on the third of twelve days."""
    person = make_registration("Späte Ada", course=past_course)
    Registration.objects.filter(pk=person.pk).update(joined_on=days[2].date)
    return Registration.objects.get(pk=person.pk)


def test_who_has_a_place_on_arrival_is_there_since_the_arrival(past_course, make_registration):
    person = make_registration("Bo", course=past_course)
    assert person.joined_on == past_course.days()[0].date - timedelta(days=1)


def test_who_moves_up_is_there_since_then(small_course, make_registration):
    first, second = (make_registration(name, course=small_course) for name in "AB")
    assert second.joined_on is None
    first.withdraw()
    second.refresh_from_db()
    second.accept()
    assert second.joined_on == timezone.localdate()


def test_sheet_and_matrix_say_not_yet(past_course, days, late):
    (row,) = matrix(past_course).rows
    assert row.cells[:3] == [Cell.NOT_YET, Cell.NOT_YET, Cell.UNKNOWN]
    sheet = AttendanceSheet(CourseDay.objects.select_related("block__course").get(pk=days[0].pk))
    (line,) = sheet.rows
    assert (line.stored_word, line.is_asked, sheet.summary) == ("noch nicht dabei", False, "")
    assert sheet.tick_the_open(Mark.PRESENT) == 0


def test_who_was_there_before_joining_is_counted_as_soon_as_it_is_noted(late, days, leader):
    sheet = AttendanceSheet(CourseDay.objects.select_related("block__course").get(pk=days[0].pk))
    sent = {f"mark-{late.pk}": Mark.PRESENT, f"shown-{late.pk}": ""}
    assert (sheet.save(sent, leader), sheet.summary) == (True, "1 da")


def test_nobody_asks_for_the_attendance_before(late, days):
    found = with_entry_counts(CourseDay.objects.filter(pk__in=[day.pk for day in days[:3]]))
    counts = [(day.expected, day.entered) for day in found.order_by("date")]
    assert counts == [(0, 0), (0, 0), (1, 0)]


def test_a_mark_before_joining_is_a_mark_all_the_same(past_course, late, days, leader):
    marks.enter_marks(days[0], {late: Mark.PRESENT}, leader)
    (row,) = matrix(past_course).rows
    assert row.cells[:2] == [Cell.PRESENT, Cell.NOT_YET]
    assert registration_progress(late).present == 1


def hold(days, people, leader):
    """Everybody was there since they joined; somebody else on all days."""
    other, late = people
    for number, day in enumerate(days):
        there = {other: Mark.PRESENT, late: Mark.PRESENT} if number >= 4 else {other: Mark.PRESENT}
        marks.enter_marks(day, there, leader)


@pytest.mark.parametrize(
    ("counts", "needed", "outlook"), [(True, 9, Outlook.MISSED), (False, 6, Outlook.REACHED)]
)
def test_the_course_says_whether_they_are_missed(
    counts, needed, outlook, past_course, make_registration, days, late, leader
):
    other = make_registration("Bo", course=past_course)
    late.joined_on = days[4].date
    late.save()
    past_course.counts_days_before_joining = counts
    past_course.save()
    hold(days, (other, late), leader)
    progress = registration_progress(Registration.objects.get(pk=late.pk))
    assert (progress.needed, progress.present, progress.unknown) == (needed, 8, [])
    assert progress.outlook == outlook
    end = completion.complete(past_course, None)
    assert end.blocked == []
    assert [one.pk for one in end.not_completed] == ([late.pk] if counts else [])


@pytest.mark.parametrize(("counts", "expected"), [(True, Standing.TIGHT), (False, Standing.SAFE)])
def test_days_that_the_course_leaves_out_are_no_days_missed(
    counts, expected, past_course, make_registration, days, late, leader
):
    past_course.counts_days_before_joining = counts
    past_course.save()
    other = make_registration("Bo", course=past_course)
    marks.enter_marks(days[0], {other: Mark.PRESENT}, leader)
    assert standing(registration_progress(late)) == expected
