"""The running order of one day, once more on another one."""

from collections.abc import Collection, Iterable

from accounts.models import User
from courses.models import CourseDay, ProgrammeItem

_KEPT = ("kind", "title", "minutes", "starts", "room", "material")

# The new item of each that was copied, by the primary key of the old one.
Copies = dict[int, ProgrammeItem]


def copy_items(
    items: Iterable[ProgrammeItem],
    day: CourseDay,
    leaders: Collection[User],
    *,
    with_room: bool = True,
) -> Copies:
    """Append a copy of each item to the day; who is responsible stays so among these leaders.

    Contributions stay behind: the places for them are free."""
    there = day.items.order_by("position").last()
    first = there.position + 1 if there else 0
    copies: Copies = {}
    for position, item in enumerate(items, first):
        copy = ProgrammeItem(day=day, position=position)
        for name in _KEPT:
            setattr(copy, name, getattr(item, name))
        copy.room = item.room if with_room else ""
        copy.responsible = item.responsible if item.responsible in leaders else None
        copy.save()
        copies[item.pk] = copy
    return copies


def counterparts(days: Iterable[CourseDay], others: Iterable[CourseDay]) -> dict[int, CourseDay]:
    """Return by its primary key, for each of the days, the one at the same place among the others.

    Cancelled days do not count; what is too many goes to the last one."""
    there = _to_be_held(others)
    found = enumerate(_to_be_held(days))
    return {day.pk: there[min(place, len(there) - 1)] for place, day in found if there}


def _to_be_held(days: Iterable[CourseDay]) -> list[CourseDay]:
    alive = (day for day in days if not day.is_cancelled)
    return sorted(alive, key=lambda day: (day.date, day.starts, day.pk))
