"""What the home page shows of the courses: which are open today, open soon, closed or running."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from courses.models import Course, CourseDay, CourseStatus, DayState
from courses.models.course import RegistrationPhase
from participants.models import Registration, Status
from participants.registration.line import Line
from participants.registration.status import SEATED
from web.public_version import PublicVersion

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class CourseCard:
    """A course with its first day (None while it has no days) and how its seats stand."""

    course: Course
    first_day: date | None
    line: Line


@dataclass
class CourseLists:
    """The public courses that still take place; within a list by their first day.

    `closed` are those whose registration has ended and that have not begun."""

    open: list[CourseCard] = field(default_factory=list)
    soon: list[CourseCard] = field(default_factory=list)
    closed: list[CourseCard] = field(default_factory=list)
    running: list[CourseCard] = field(default_factory=list)


# The primary key of a course, seats taken, people waiting, and how many of those come alone.
SeatRow = tuple[int, int, int, int]


def version_and_seats() -> tuple[int, tuple[SeatRow, ...]]:
    """Return the version of public pages and the seats of every public course.

    Together with the date they are all that can change on the home page."""
    mine = Registration.objects.filter(course__status=CourseStatus.PUBLISHED).order_by("course_id")
    counted = mine.values_list("course_id").annotate(
        taken=Count("pk", filter=Q(status__in=SEATED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
        alone=Count("pk", filter=Q(status=Status.WAITING, party=None)),
    )
    return PublicVersion.current(), tuple(counted)


def course_lists(today: date, seats: Iterable[SeatRow]) -> CourseLists:
    """Return the lists of a local date; `seats` are those of `version_and_seats`."""
    lists = CourseLists()
    counted = {course: counts for course, *counts in seats}
    for course in _published():
        name = _list_of(course, today)
        if name:
            line = _line(course, *counted.get(course.pk, (0, 0, 0)))
            getattr(lists, name).append(CourseCard(course, course.first_day, line))
    return lists


def _line(course: Course, taken: int, waiting: int, alone: int) -> Line:
    # A lone seat is open to a newcomer while only people wait who come together.
    return Line(course.capacity, taken, waiting, last=0, smallest=1 if alone else 2)


class Days(TypedDict):
    first_day: date | None
    last_day: date | None


def _published() -> QuerySet[WithAnnotations[Course, Days]]:
    """Return the courses with `first_day` and `last_day`, None while they have no days."""
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


def _list_of(course: WithAnnotations[Course, Days], today: date) -> str | None:
    """Return the name of the list that the course stands in; None for one whose days are over."""
    if course.last_day and course.last_day < today:
        return None
    phase = course.registration_phase(today)
    if phase == RegistrationPhase.OPEN:
        return "open"
    if course.first_day and course.first_day <= today:
        return "running"
    return "soon" if phase == RegistrationPhase.EARLY else "closed"
