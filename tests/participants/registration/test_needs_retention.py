from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CourseStatus
from participants.course_changes.cancellation import cancel
from participants.models import Registration
from participants.registration.needs_retention import clear_needs

NEEDS = {
    "needs": "sitzt gern vorn",
    "under_age": True,
    "guardian_name": "Mutter Probe",
    "guardian_contact": "0421 12345",
}


@pytest.fixture
def two(make_registration):
    """Return a function that registers two in a course.

    The second has left it, and what they needed was typed in once more by mistake."""

    def register(course):
        people = [make_registration(name, course=course, answers=NEEDS) for name in ("Ada", "Bo")]
        people[1].withdraw()
        Registration.objects.filter(pk=people[1].pk).update(needs=NEEDS["needs"])
        return course

    return register


def needs():
    return list(Registration.objects.order_by("pk").values_list("needs", flat=True))


def test_as_long_as_a_course_goes_on_its_needs_stay(two, course):
    two(course)
    last = max(day.date for day in course.days())
    assert clear_needs(timezone.now()) == 0
    at_the_end = timezone.now() + (last - timezone.localdate())
    assert clear_needs(at_the_end) == 0
    assert needs() == ["sitzt gern vorn"] * 2


def test_after_the_last_day_they_go_also_of_those_who_left(two, course):
    two(course)
    last = max(day.date for day in course.days())
    after = timezone.now() + (last - timezone.localdate()) + timedelta(days=1)
    assert clear_needs(after) == 2
    assert clear_needs(after) == 0
    assert needs() == ["", ""]


def test_a_completed_course_needs_nothing_any_more(two, course):
    two(course)
    type(course).objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    clear_needs(timezone.now())
    assert needs() == ["", ""]


def test_a_cancelled_course_needs_nothing_any_more(two, course, staff):
    cancel(two(course), staff, "zu wenige")
    clear_needs(timezone.now())
    assert needs() == ["", ""]


def test_other_courses_and_the_guardian_are_left_alone(two, course, small_course):
    two(course)
    two(small_course)
    type(course).objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    assert clear_needs(timezone.now()) == 2
    assert needs() == ["", "", "sitzt gern vorn", "sitzt gern vorn"]
    assert set(Registration.objects.values_list("guardian_contact", flat=True)) == {"0421 12345"}
