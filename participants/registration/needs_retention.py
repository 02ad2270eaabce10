"""What people need to take part well is nobody's business any more once their course is over."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from courses.models import CourseDay, CourseStatus, DayState
from participants.registration.models import Registration

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


def clear_needs(now: datetime) -> int:
    """Delete the needs of everybody in a course that is over, also of those who left it before.

    Returns how many there were. Called by the worker; calling it twice does nothing more."""
    today = timezone.localdate(now)
    days = CourseDay.objects.filter(block__course=OuterRef("course")).exclude(
        state=DayState.CANCELLED
    )
    is_past = Exists(days) & ~Exists(days.filter(date__gte=today))
    with_needs = Registration.objects.filter(needs__gt="")
    return with_needs.filter(Q(course__status__in=_ENDED) | is_past).update(needs="")
