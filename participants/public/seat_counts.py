"""How a course's seats stand, for public pages: one query, and no row of anybody's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Subquery

from courses.models import Course
from participants.registration.line import Line
from participants.registration.models import smallest_unit
from participants.registration.status import SEATED, Status
from web.database.precompiled_query import PrecompiledQuery
from web.public_version import PublicVersion


@dataclass(frozen=True)
class SeatCounts:
    """All that can change on a course's public pages within one day.

    `version` is that of the public pages; `taken` counts seats, `waiting` people, and `smallest` is
    the size of the smallest unit that waits, where it matters (see `Line.matters`)."""

    version: int
    taken: int
    waiting: int
    smallest: int = 1

    def line(self, course: Course) -> Line:
        """Return the course's line; `last` is not known here, and 0."""
        return Line(course.capacity, self.taken, self.waiting, last=0, smallest=self.smallest)


def seat_counts(slug: str) -> SeatCounts:
    """Return the counts of the course with this slug; where there is none, nobody has a seat."""
    version, course, capacity, taken, waiting = _counts.row(slug)
    depends_on_sizes = Line(capacity or 0, taken, waiting, last=0).depends_on_sizes
    smallest = smallest_unit(course) if depends_on_sizes else 1
    return SeatCounts(version or PublicVersion.current(), taken, waiting, smallest)


def _build(slug: str) -> QuerySet[Course, Any]:
    """One join and no subquery for each number: half the time goes into planning the query."""
    version = Subquery(PublicVersion.objects.filter(pk=1).values("number"))
    found = Course.objects.filter(slug=slug).order_by().values(version=version)
    counted = found.annotate(
        course=Max("pk"),
        seats=Max("capacity"),
        taken=_people(SEATED),
        waiting=_people([Status.WAITING]),
    )
    return counted.values_list("version", "course", "seats", "taken", "waiting")


def _people(statuses: Iterable[str]) -> Count:
    return Count("registrations", filter=Q(registrations__status__in=statuses))


_counts = PrecompiledQuery(_build, gap="slug-of-the-course")
