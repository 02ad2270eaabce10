import pytest

from courses.models import CourseDay
from participants.attendance import marks
from tests.biq.leaders.sheet_on_phone import PEOPLE


@pytest.fixture
def day(past_course):
    """The first of twelve course days, all past; nothing is entered yet."""
    return CourseDay.objects.of_course(past_course).first()


@pytest.fixture
def enrol(past_course, make_registration):
    """Return a function that registers people by name for the course of `day`."""

    def enrol(*names):
        return [make_registration(name, course=past_course) for name in names]

    return enrol


@pytest.fixture
def enter(leader):
    """Return a function that enters marks for a course day, given as registration and mark."""

    def enter(day, *entries, by=leader):
        marks.enter_marks(day, dict(entries), by)

    return enter


@pytest.fixture
def people(day, enrol):
    """Twenty people with a place in the course of `day`."""
    day.block.course.capacity = PEOPLE
    day.block.course.save()
    return enrol(*(f"Person {number:02}" for number in range(PEOPLE)))


@pytest.fixture
def address(day, people):
    """Where the attendance of `people` on `day` is entered."""
    return f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/"
