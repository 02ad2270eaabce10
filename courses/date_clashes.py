"""Dates that do not go well together: holidays, school holidays, blocks that follow too soon."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from courses.holidays import holiday
from courses.models import CourseDay, SchoolHoliday
from courses.remarks import Remark, of_day
from web.counting import counted

_DAYS_BETWEEN = 7


def on_holidays(days: Iterable[CourseDay]) -> list[Remark]:
    """Return the days that are public holidays in Bremen."""
    named = ((day, holiday(day.date)) for day in days if not day.is_cancelled)
    return [of_day(day, f"Der {day} ist ein Feiertag: {name}.") for day, name in named if name]


def in_school_holidays(days: Iterable[CourseDay]) -> list[Remark]:
    """Return the days without school in Bremen, as far as staff wrote them down; one query."""
    days = [day for day in days if not day.is_cancelled]
    holidays = list(SchoolHoliday.objects.around(day.date for day in days))
    return [
        of_day(day, f"Am {day} sind Schulferien: {found}.")
        for day in days
        for found in holidays
        if found.covers(day.date)
    ]


def close_blocks(days: Iterable[CourseDay]) -> list[Remark]:
    """Return the blocks that begin less than a week after the one before them."""
    blocks: dict[int, list[CourseDay]] = {}
    for day in days:
        if not day.is_cancelled:
            blocks.setdefault(day.block.number, []).append(day)
    in_order = sorted(blocks.items())
    return [
        remark
        for (before, earlier), (number, later) in pairwise(in_order)
        for remark in _too_close(before, earlier, number, later)
    ]


def _too_close(
    before: int, earlier: Sequence[CourseDay], number: int, later: Sequence[CourseDay]
) -> list[Remark]:
    between = (min(day.date for day in later) - max(day.date for day in earlier)).days
    if between >= _DAYS_BETWEEN:
        return []
    soon = f"nur {counted(between, 'Tag', 'Tage')} später" if between > 0 else "nicht danach"
    text = f"Block {before} endet am {max(day.date for day in earlier):%d.%m.%Y}."
    return [Remark(f"{text} Block {number} beginnt {soon}.", number)]
