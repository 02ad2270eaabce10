import pytest

from courses.models import CourseDay
from participants.attendance import marks


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
