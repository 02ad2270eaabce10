from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import CourseDay
from participants.attendance import marks
from participants.course_changes import completion
from participants.models import Attendance, Mark


@pytest.fixture
def day(past_course):
    return CourseDay.objects.of_course(past_course).first()


@pytest.fixture
def ada(past_course, make_registration):
    return make_registration("Ada", course=past_course)


def test_without_an_entry_nobody_is_present(ada, day, leader):
    marks.enter_marks(day, {ada: None}, leader)
    assert Attendance.objects.count() == 0


def test_an_entry_says_that_the_day_took_place(ada, day, leader):
    marks.enter_marks(day, {ada: Mark.ABSENT}, leader)
    assert CourseDay.objects.get(pk=day.pk).is_held is True


def test_a_mark_keeps_its_author_until_it_changes(ada, day, leader, staff):
    marks.enter_marks(day, {ada: Mark.PRESENT}, leader)
    marks.enter_marks(day, {ada: Mark.PRESENT}, staff)
    assert Attendance.objects.get().noted_by == leader
    marks.enter_marks(day, {ada: Mark.EXCUSED}, staff)
    row = Attendance.objects.get()
    assert (row.mark, row.noted_by) == (Mark.EXCUSED, staff)


def test_a_mark_can_be_taken_back_to_unknown(ada, day, leader):
    marks.enter_marks(day, {ada: Mark.PRESENT}, leader)
    marks.enter_marks(day, {ada: None}, leader)
    assert Attendance.objects.count() == 0


def test_nothing_is_entered_for_a_day_to_come(course, make_registration, leader):
    day = CourseDay.objects.of_course(course).first()
    with pytest.raises(ValidationError, match="kommt erst noch"):
        marks.enter_marks(day, {make_registration(): Mark.PRESENT}, leader)


def test_nothing_is_entered_for_a_cancelled_day(ada, day, leader):
    day.cancel()
    with pytest.raises(ValidationError, match="abgesagt"):
        marks.enter_marks(day, {ada: Mark.PRESENT}, leader)


def test_nobody_is_noted_in_a_foreign_course(day, make_registration, leader):
    with pytest.raises(ValidationError, match="anderen Kurs"):
        marks.enter_marks(day, {make_registration("Bo"): Mark.PRESENT}, leader)


def test_nobody_is_noted_who_left_meanwhile(ada, day, leader):
    type(ada).objects.get(pk=ada.pk).withdraw()
    with pytest.raises(ValidationError, match="Der Stand ist jetzt: abgemeldet"):
        marks.enter_marks(day, {ada: Mark.PRESENT}, leader)
    assert (Attendance.objects.count(), CourseDay.objects.get(pk=day.pk).is_held) == (0, False)


def test_after_the_course_only_what_is_missing_is_noted(
    ada, past_course, day, make_registration, leader, staff
):
    bea = make_registration("Bea", course=past_course)
    for each in past_course.days():
        marks.enter_marks(each, {ada: Mark.PRESENT, bea: Mark.PRESENT}, leader)
    marks.enter_marks(day, {bea: None}, leader)
    completion.complete(past_course, staff)
    with pytest.raises(ValidationError, match="Der Stand ist jetzt: Kurs geschafft"):
        marks.enter_marks(day, {ada: Mark.ABSENT}, leader)
    marks.enter_marks(day, {bea: Mark.EXCUSED}, leader)
    noted = day.attendances.order_by("registration_id").values_list("mark", flat=True)
    assert list(noted) == [Mark.PRESENT, Mark.EXCUSED]


def test_nothing_is_noted_for_a_day_that_was_put_off_meanwhile(ada, day, leader):
    tomorrow = timezone.localdate() + timedelta(days=1)
    CourseDay.objects.get(pk=day.pk).move(tomorrow)
    with pytest.raises(ValidationError, match="kommt erst noch"):
        marks.enter_marks(day, {ada: Mark.PRESENT}, leader)


def test_a_day_whose_last_mark_is_taken_back_is_planned_again(
    past_course, make_registration, leader
):
    ada, bo = (make_registration(name, course=past_course) for name in ("Ada", "Bo"))
    day = past_course.days()[0]
    marks.enter_marks(day, {ada: Mark.PRESENT, bo: Mark.ABSENT}, leader)
    marks.enter_marks(day, {ada: None}, leader)
    assert state_of(day) == "held"
    marks.enter_marks(day, {bo: None}, leader)
    assert state_of(day) == "planned"


def test_taking_back_what_somebody_else_changed_leaves_the_day_held(
    past_course, make_registration, leader
):
    ada = make_registration("Ada", course=past_course)
    day = past_course.days()[0]
    marks.enter_marks(day, {ada: Mark.ABSENT}, leader)
    kept = marks.enter_marks(day, {ada: None}, leader, shown={ada: Mark.PRESENT})
    assert (kept, state_of(day)) == ({ada: Mark.ABSENT}, "held")


def state_of(day):
    return type(day).objects.values_list("state", flat=True).get(pk=day.pk)
