"""What a leader needs now: the course day of today, and the days whose attendance is missing."""

from dataclasses import dataclass

from courses.models import CourseDay, CourseStatus, DayState
from participants.attendance.marks import with_entry_counts

AT_WORK = (CourseStatus.PUBLISHED, CourseStatus.COMPLETED)


@dataclass(frozen=True)
class Agenda:
    """`first` are today's course days, else the last one with gaps, else the next (or nothing);
    `gaps` are the other past days on which the attendance of somebody is unknown."""

    first: list
    gaps: list


def agenda(user, today):
    """Return the Agenda of all courses that the user leads."""
    days = list(_days(user))
    gaps = [day for day in days if day.date < today and day.entered < day.expected]
    first = (
        [day for day in days if day.date == today]
        or gaps[-1:]
        or [day for day in days if day.date > today][:1]
    )
    return Agenda(first=first, gaps=[day for day in gaps if day not in first])


def _days(user):
    days = CourseDay.objects.filter(
        block__course__leaders=user, block__course__status__in=AT_WORK
    ).exclude(state=DayState.CANCELLED)
    return with_entry_counts(
        days.select_related("block__course", "venue")
        .prefetch_related("contributions__partner")
        .order_by("date", "starts", "pk")
    )
