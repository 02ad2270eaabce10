"""Who calls before a course day is excused; the day itself stays as planned as it was."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from participants.attendance import marks
from participants.attendance.eligibility import registration_progress
from participants.course_changes import day_changes
from participants.models import Mark, MarkChange


@pytest.fixture
def ada(make_registration):
    return make_registration("Ada")


@pytest.fixture
def day(course):
    return course.days()[0]


def test_an_excuse_says_nothing_about_the_day(day, ada, leader):
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    day.refresh_from_db()
    assert (day.is_held, day.attendances.get().mark) == (False, Mark.EXCUSED)
    marks.enter_marks(day, {ada: None}, leader)
    assert day.attendances.count() == 0


@pytest.mark.parametrize("mark", [Mark.PRESENT, Mark.ABSENT])
def test_nothing_else_can_be_known_before(day, ada, leader, mark):
    with pytest.raises(ValidationError, match="kommt erst noch"):
        marks.enter_marks(day, {ada: mark}, leader)


def test_it_leaves_less_room(day, ada, leader):
    before = registration_progress(ada)
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    after = registration_progress(ada)
    assert (before.possible, before.room, before.has_missed) == (12, 3, False)
    assert (after.possible, after.room, after.has_missed) == (11, 2, True)


def test_a_day_with_excuses_can_be_moved_and_they_are_of_the_old_date(day, ada, leader, staff):
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    day_changes.move(day, day.date + timedelta(days=1), day.starts, day.ends, by=staff)
    assert day.attendances.count() == 0
    assert str(MarkChange.objects.last()) == "entschuldigt → offen"


def test_a_day_with_excuses_can_be_called_off(day, ada, leader, staff):
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    day_changes.cancel(day, staff)
    assert (day.is_cancelled, day.attendances.count()) == (True, 0)


def test_a_change_taken_back_brings_the_excuses_back(day, ada, make_registration, leader, staff):
    bo, gone = make_registration("Bo"), make_registration("Gone")
    marks.enter_marks(day, {ada: Mark.EXCUSED, bo: Mark.EXCUSED, gone: Mark.EXCUSED}, leader)
    marks.enter_marks(day, {bo: None}, leader)
    day_changes.move(day, day.date + timedelta(days=1), day.starts, day.ends, by=staff)
    gone.withdraw()
    day_changes.take_back(day)
    assert [row.registration for row in day.attendances.all()] == [ada]
    day_changes.cancel(day, staff)
    day_changes.take_back(day)
    assert [row.registration for row in day.attendances.all()] == [ada]
