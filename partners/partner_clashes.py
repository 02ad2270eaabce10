"""A partner who would be at two places at once, in one course or in two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import combinations

from courses.models import Course, CourseDay, CourseStatus, DayState, running_order
from courses.models.running_order import minute_of
from courses.remarks import Remark, of_day
from partners.models import Contribution

_ENDED = (CourseStatus.CANCELLED, CourseStatus.COMPLETED)


@dataclass(frozen=True)
class Presence:
    """When somebody contributes: in minutes since midnight, the whole day without a place in it."""

    contribution: Contribution
    day: CourseDay
    first: int
    last: int

    def meets(self, other: "Presence") -> bool:
        same = self.contribution.partner_id == other.contribution.partner_id
        same = same and self.day.date == other.day.date
        return same and self.first < other.last and other.first < self.last


def partners_twice(course: Course, contributions: Iterable[Contribution]) -> list[Remark]:
    """Return who is planned twice at one time. It costs two queries.

    The contributions are those of the course that were not declined, their days with items
    prefetched."""
    here = list(_presences(contributions))
    there = list(_presences(_elsewhere(course, here))) if here else []
    found = [(one, other) for one in here for other in there if one.meets(other)]
    return [_across(*pair) for pair in found] + [
        _within(one, other)
        for one, other in combinations(here, 2)
        if one.meets(other) and one.contribution.item_id and other.contribution.item_id
    ]


def _elsewhere(course: Course, here: Sequence[Presence]) -> Iterable[Contribution]:
    partners = {one.contribution.partner_id for one in here}
    found = Contribution.objects.coming().filter(
        partner__in=partners, day__date__in={one.day.date for one in here}
    )
    found = found.exclude(block__course=course).exclude(block__course__status__in=_ENDED)
    return found.select_related("partner", "day__block__course").prefetch_related("day__items")


def _presences(contributions: Iterable[Contribution]) -> Iterator[Presence]:
    for one in contributions:
        if one.day and one.day.state != DayState.CANCELLED:
            yield _presence(one, one.day)


def _presence(contribution: Contribution, day: CourseDay) -> Presence:
    for slot in running_order(day):
        if slot.item.pk == contribution.item_id:
            return Presence(contribution, day, slot.first_minute, slot.last_minute)
    return Presence(contribution, day, minute_of(day.starts), minute_of(day.ends))


def _across(one: Presence, other: Presence) -> Remark:
    course = other.day.block.course
    when = f"am {one.day} um {_clock(other.first)} Uhr"
    return of_day(one.day, f"{one.contribution.partner} ist {when} auch in „{course}“ dabei.")


def _within(one: Presence, other: Presence) -> Remark:
    when = f"am {one.day} um {_clock(max(one.first, other.first))} Uhr"
    return of_day(one.day, f"{one.contribution.partner} ist {when} zweimal eingeplant.")


def _clock(minute: int) -> str:
    return f"{time(minute // 60 % 24, minute % 60):%H:%M}"
