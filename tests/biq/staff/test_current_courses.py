from datetime import timedelta

import pytest
from django.utils import timezone

from biq.staff.current_courses import current_courses
from courses.models import Course, CourseDay, CourseStatus


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (CourseStatus.DRAFT, True),
        (CourseStatus.PUBLISHED, True),
        (CourseStatus.COMPLETED, False),
        (CourseStatus.CANCELLED, False),
    ],
)
def test_a_course_is_shown_until_it_is_over(course, status, shown):
    Course.objects.filter(pk=course.pk).update(status=status)
    assert [row.slug for row in current_courses()] == [course.slug] * shown


def test_the_first_to_begin_stands_first_and_without_days_before_all(make_course):
    today = timezone.localdate()
    make_course("spaet", today + timedelta(days=60))
    make_course("frueh", today + timedelta(days=20))
    without = make_course("ohne", today + timedelta(days=40))
    CourseDay.objects.filter(block__course=without).update(state="cancelled")
    rows = current_courses()
    assert [row.slug for row in rows] == ["ohne", "frueh", "spaet"]
    assert (rows[0].first_day, rows[0].last_day) == (None, None)


def test_nobody_counts_who_has_no_place(make_course, make_registration):
    course = make_course("drei-2027", capacity=3)
    for name in ("Ada", "Bea"):
        make_registration(name, course=course)
    make_registration("Cem", course=course).withdraw()
    row = next(row for row in current_courses() if row == course)
    assert (row.taken, row.free, row.waiting) == (2, 1, 0)
