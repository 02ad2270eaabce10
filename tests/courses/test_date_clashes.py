"""Dates that do not go well together are named: holidays, and blocks that follow too soon."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from courses.date_clashes import close_blocks, in_school_holidays, on_holidays
from courses.leader_clashes import leaders_twice
from courses.models import Course, CourseStatus, SchoolHoliday


def texts(remarks):
    return [remark.text.replace("\N{NO-BREAK SPACE}", " ") for remark in remarks]


def test_public_holidays_are_named(course):
    day = course.days()[0]
    day.move(date(2027, 5, 1))
    assert texts(on_holidays([day])) == ["Der 01.05.2027 ist ein Feiertag: Tag der Arbeit."]


def test_school_holidays_are_named_from_their_first_to_their_last_day(
    course, django_assert_num_queries
):
    days = course.days()[:4]
    SchoolHoliday.objects.create(name="Probeferien", first_day=days[1].date, last_day=days[2].date)
    with django_assert_num_queries(1):
        found = in_school_holidays(days)
    assert texts(found) == [f"Am {day} sind Schulferien: Probeferien." for day in days[1:3]]


def test_school_holidays_that_end_before_they_begin_are_refused(db):
    wrong = SchoolHoliday(name="Probe", first_day=date(2027, 7, 2), last_day=date(2027, 7, 1))
    with pytest.raises(ValidationError, match="liegt vor dem ersten"):
        wrong.full_clean()


def test_a_block_less_than_a_week_after_the_one_before_is_named(course):
    last, first = course.days()[1:3]
    assert texts(close_blocks(course.days())) == []
    first.move(last.date + timedelta(3))
    second = course.days()[3]
    second.move(last.date + timedelta(4))
    assert texts(close_blocks(course.days())) == [
        f"Block 1 endet am {last}. Block 2 beginnt nur 3 Tage später."
    ]


def test_a_leader_of_two_courses_at_one_time_is_named(course, make_course, leader):
    other = make_course("walle-2027", course.days()[0].date)
    said = texts(leaders_twice(course, course.days()[:1], [leader]))
    day = course.days()[0]
    assert said == [f"Lea Leit ist am {day} von 10:00 bis 16:00 Uhr auch in „{other}“ eingeplant."]
    Course.objects.filter(pk=other.pk).update(status=CourseStatus.CANCELLED)
    assert leaders_twice(course, course.days()[:1], [leader]) == []


def test_who_is_responsible_in_a_foreign_course_is_named_too(
    course, make_course, leader, other_leader, add_item
):
    other = make_course("walle-2027", course.days()[0].date)
    other.leaders.set([leader])
    add_item(other.days()[0], responsible=other_leader)
    said = texts(leaders_twice(course, course.days()[:2], [other_leader]))
    assert [text[:10] for text in said] == ["Otto Ander"]
