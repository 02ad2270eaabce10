"""What cannot both be: two days of one course at one time, and one venue in two courses at once.

It is said to staff before they store it and never refused: a hall can have two rooms."""

from collections.abc import Iterable
from itertools import product

from django.db.models import Q, QuerySet

from courses.models import Course, CourseDay, CourseStatus, DayState

_ENDED = (CourseStatus.CANCELLED, CourseStatus.COMPLETED)


def clashes(course: Course, days: Iterable[CourseDay]) -> list[str]:
    """Return a sentence for each day that is at the same time as one of these, each pair once.

    The days belong to the course and need not be stored: what counts is their date, time, venue
    and, for a day that is there already, its primary key. It costs one query."""
    days = list(days)
    others = list(_candidates(course, days))
    pairs: dict[frozenset[int], CourseDay] = {}
    for day, other in product(days, others):
        if _meet(day, other):
            pairs.setdefault(frozenset((day.pk or -id(day), other.pk)), other)
    return list(dict.fromkeys(_words(course, other) for other in pairs.values()))


def _candidates(course: Course, days: list[CourseDay]) -> QuerySet[CourseDay]:
    here = Q(block__course=course) | Q(venue__in={day.venue_id for day in days if day.venue_id})
    alive = CourseDay.objects.exclude(state=DayState.CANCELLED)
    alive = alive.exclude(block__course__status__in=_ENDED)
    there = alive.filter(here, date__in={day.date for day in days})
    return there.select_related("block__course", "venue").order_by("date", "starts", "pk")


def _meet(day: CourseDay, other: CourseDay) -> bool:
    if day.pk == other.pk or day.date != other.date:
        return False
    same = day.venue_id == other.venue_id or day.block.course_id == other.block.course_id
    return same and day.starts < other.ends and other.starts < day.ends


def _words(course: Course, other: CourseDay) -> str:
    when = f"am {other} von {other.starts:%H:%M} bis {other.ends:%H:%M}\N{NO-BREAK SPACE}Uhr"
    if other.block.course_id == course.pk:
        return f"In diesem Kurs gibt es schon einen Kurstag {when} ({other.block})."
    return f"„{other.block.course}“ ist {when} auch hier: {other.venue}."
