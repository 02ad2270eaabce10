"""Somebody who would lead two courses at once."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from accounts.models import User
from courses.models import Course, CourseDay, CourseStatus, DayState
from courses.remarks import Remark, of_day

_ENDED = (CourseStatus.CANCELLED, CourseStatus.COMPLETED)


def leaders_twice(
    course: Course, days: Iterable[CourseDay], leaders: Collection[User]
) -> list[Remark]:
    """Return for each day who of the leaders is needed in another course at that time, as its
    leader or for one of its items. It costs at most three queries."""
    days = [day for day in days if not day.is_cancelled]
    others = list(_elsewhere(course, days, leaders)) if days and leaders else []
    return [
        of_day(day, text)
        for day in days
        for other in others
        if _meet(day, other)
        for text in _sentences(other, leaders)
    ]


def _elsewhere(
    course: Course, days: list[CourseDay], leaders: Collection[User]
) -> Iterable[CourseDay]:
    needed = Q(block__course__leaders__in=leaders) | Q(items__responsible__in=leaders)
    there = CourseDay.objects.filter(needed, date__in={day.date for day in days})
    alive = there.exclude(state=DayState.CANCELLED).exclude(block__course__status__in=_ENDED)
    others = alive.exclude(block__course=course).distinct().select_related("block__course")
    return others.prefetch_related("block__course__leaders", "items")


def _meet(day: CourseDay, other: CourseDay) -> bool:
    return day.date == other.date and day.starts < other.ends and other.starts < day.ends


def _sentences(other: CourseDay, leaders: Collection[User]) -> Iterator[str]:
    there = {one.pk for one in other.block.course.leaders.all()}
    there |= {item.responsible_id for item in other.items.all() if item.responsible_id}
    when = f"am {other} von {other.starts:%H:%M} bis {other.ends:%H:%M} Uhr"
    for leader in leaders:
        if leader.pk in there:
            yield f"{leader} ist {when} auch in „{other.block.course}“ eingeplant."
