"""When what leaders know of people is nobody's business any more."""

from datetime import date

from courses.models import Course, CourseDay, CourseStatus, DayState

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


def is_over(course: Course, today: date) -> bool:
    """Return whether the course ended, or its last day lies behind; without days it has not."""
    if course.status in _ENDED:
        return True
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    last = days.values_list("date", flat=True).last()
    return last is not None and last < today
