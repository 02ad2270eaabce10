"""The courses as the home page lists them: seats and dates, in one query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Aggregate, Count, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from courses.models import Course, CourseDay, CourseStatus, DayState
from participants.models import Registration, Status
from participants.registration.status import SEATED

MOST = 40


def current_courses() -> list[Any]:
    """Return the courses that are prepared or running, the first ones first, at most `MOST`.

    Each has the numbers of people `taken` and `waiting`, `free` seats, `first_day` and `last_day`;
    the dates are None without course days."""
    courses = Course.objects.select_related("district").annotate(
        taken=_people(SEATED),
        waiting=_people([Status.WAITING]),
        first_day=_day(Min("date")),
        last_day=_day(Max("date")),
    )
    courses = courses.annotate(free=Greatest(F("capacity") - F("taken"), 0))
    alive = Q(status__in=(CourseStatus.DRAFT, CourseStatus.PUBLISHED))
    return list(courses.filter(alive).order_by(F("first_day").asc(nulls_first=True), "pk")[:MOST])


def _people(statuses: Iterable[str]) -> Combinable:
    people = Registration.objects.filter(course=OuterRef("pk"), status__in=statuses).order_by()
    return Coalesce(Subquery(people.values("course").annotate(n=Count("pk")).values("n")), 0)


def _day(which: Aggregate) -> Combinable:
    days = CourseDay.objects.filter(block__course=OuterRef("pk")).exclude(state=DayState.CANCELLED)
    return Subquery(days.order_by().values("block__course").annotate(d=which).values("d"))
