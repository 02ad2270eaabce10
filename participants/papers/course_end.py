"""When what leaders know of people is nobody's business any more."""

from collections.abc import Iterable
from datetime import date

from courses.models import Course, CourseDay, CourseStatus, DayState

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


def is_over(course: Course, today: date) -> bool:
    """Return whether the course ended, or its last day lies behind; without days it has not."""
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    return has_ended(course, days, today)


def has_ended(course: Course, days: Iterable[CourseDay], today: date) -> bool:
    """Return the same where the days of the course that take place are at hand."""
    if course.status in _ENDED:
        return True
    last = max((day.date for day in days), default=today)
    return last < today
