"""The courses of today as the home page pins them up: open, soon, closed, running."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from courses.models import Course, CourseDay, CourseStatus, DayState
from courses.models.course import RegistrationPhase
from participants.models import Registration, Status
from participants.registration.line import Line
from participants.registration.status import SEATED
from web.public_version import PublicVersion


@dataclass(frozen=True)
class Notice:
    """A course with its first day (None while it has no days) and how its seats stand."""

    course: Course
    first_day: date | None
    line: Line


@dataclass
class Noticeboard:
    """The courses of today by what a resident can do about them."""

    open: list[Notice] = field(default_factory=list)
    soon: list[Notice] = field(default_factory=list)
    closed: list[Notice] = field(default_factory=list)
    running: list[Notice] = field(default_factory=list)


def facts() -> tuple[int, tuple[Any, ...]]:
    """Return the version and the seats of every public course: all that moves on the home page.

    The seats are tuples of the course's pk, how many people have one, how many wait, and how many
    of these wait alone."""
    mine = Registration.objects.filter(course__status=CourseStatus.PUBLISHED).order_by("course_id")
    counted = mine.values_list("course_id").annotate(
        taken=Count("pk", filter=Q(status__in=SEATED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
        alone=Count("pk", filter=Q(status=Status.WAITING, party=None)),
    )
    return PublicVersion.current(), tuple(counted)


def noticeboard(today: date, seats: Iterable[Any]) -> Noticeboard:
    """Return the `Noticeboard` of a local date; `seats` are those of `facts`."""
    board = Noticeboard()
    counted = {course: counts for course, *counts in seats}
    for course in _published():
        kind = _kind(course, today)
        if kind:
            line = _line(course, *counted.get(course.pk, (0, 0, 0)))
            getattr(board, kind).append(Notice(course, course.first_day, line))
    return board


def _line(course: Course, taken: int, waiting: int, alone: int) -> Line:
    """Return the course's line. A lone seat is open to a newcomer while only parties wait."""
    return Line(course.capacity, taken, waiting, last=0, smallest=1 if alone else 2)


def _published() -> QuerySet[Any]:
    """Return the public courses by their `first_day`, with that and their `last_day`."""
    days = CourseDay.objects.filter(block__course=OuterRef("pk")).exclude(state=DayState.CANCELLED)
    in_one = days.order_by().values("block__course")
    return (
        Course.objects.filter(status=CourseStatus.PUBLISHED)
        .select_related("district")
        .annotate(
            first_day=Subquery(in_one.annotate(day=Min("date")).values("day")),
            last_day=Subquery(in_one.annotate(day=Max("date")).values("day")),
        )
        .order_by(F("first_day").asc(nulls_last=True), "pk")
    )


def _kind(course: Any, today: date) -> str | None:
    """Return the list that the course belongs to; None for one whose days are over."""
    if course.last_day and course.last_day < today:
        return None
    phase = course.registration_phase(today)
    if phase == RegistrationPhase.OPEN:
        return "open"
    if course.first_day and course.first_day <= today:
        return "running"
    return "soon" if phase == RegistrationPhase.EARLY else "closed"
