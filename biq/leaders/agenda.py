"""What a leader needs now: the course day of today, and the days whose attendance is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from courses.models import CourseDay, CourseStatus, DayState
from participants.attendance.marks import with_entry_counts
from partners.models import Contribution

AT_WORK = (CourseStatus.PUBLISHED, CourseStatus.COMPLETED)


@dataclass(frozen=True)
class Agenda:
    """`first` are today's course days, else the last one with gaps, else the next (or nothing);
    `gaps` are the other past days on which the attendance of somebody is unknown."""

    first: list[CourseDay]
    gaps: list[CourseDay]


def agenda(user: User, today: date) -> Agenda:
    """Return the Agenda of all courses that the user leads."""
    days: list[Any] = list(_days(user))  # each with `entered` and `expected`
    gaps = [day for day in days if day.date < today and day.entered < day.expected]
    first = (
        [day for day in days if day.date == today]
        or gaps[-1:]
        or [day for day in days if day.date > today][:1]
    )
    return Agenda(first=first, gaps=[day for day in gaps if day not in first])


def _days(user: User) -> QuerySet[CourseDay]:
    days = CourseDay.objects.filter(
        block__course__leaders=user, block__course__status__in=AT_WORK
    ).exclude(state=DayState.CANCELLED)
    return with_entry_counts(
        with_contributions(days)
        .select_related("block__course", "venue")
        .order_by("date", "starts", "pk")
    )


def with_contributions(days: QuerySet[CourseDay]) -> QuerySet[CourseDay]:
    """Return the days with who comes to their blocks; a contribution may name a day or none."""
    contributions = Contribution.objects.coming().select_related("partner")
    return days.prefetch_related(Prefetch("block__contributions", contributions))
