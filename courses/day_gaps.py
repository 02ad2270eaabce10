"""What does not fit in the running order of one day: time left, too little time, overlaps."""

from collections.abc import Iterator
from itertools import pairwise

from courses.models import CourseDay, Slot, running_order
from courses.models.running_order import HOUR, minute_of
from courses.remarks import Remark, of_day
from web.counting import counted

# Less than this between two items, or at the end of a day, is no gap.
_UNNOTICED = 10


def day_gaps(day: CourseDay) -> list[Remark]:
    """Return what does not fit; nothing about a cancelled day. It costs no query where the items
    are prefetched."""
    if day.is_cancelled:
        return []
    slots = running_order(day)
    if not slots:
        return [of_day(day, f"Für den {_named(day)} gibt es noch keinen Ablauf.")]
    found = [*_before(day, slots[0]), *_between(slots), *_after(day, slots)]
    return [of_day(day, f"{_named(day)}: {text}") for text in found]


def _named(day: CourseDay) -> str:
    return f"{day.date:%d.%m.}"


def _before(day: CourseDay, first: Slot) -> Iterator[str]:
    early = minute_of(day.starts) - first.first_minute
    if early > 0:
        yield (
            f"„{first.item.name}“ beginnt um {first.starts:%H:%M} Uhr,"
            f" der Kurstag erst um {day.starts:%H:%M} Uhr."
        )
    elif early <= -_UNNOTICED:
        yield _free(minute_of(day.starts), first.first_minute)


def _between(slots: list[Slot]) -> Iterator[str]:
    for one, other in pairwise(slots):
        if other.first_minute < one.last_minute:
            yield _overlap(one, other)
        elif other.first_minute - one.last_minute >= _UNNOTICED:
            yield _free(one.last_minute, other.first_minute)


def _overlap(one: Slot, other: Slot) -> str:
    both = one.item.responsible if one.item.responsible_id == other.item.responsible_id else None
    twice = f" {both} ist dann zweimal eingeteilt." if both else ""
    until = f"„{one.item.name}“ dauert bis {one.ends:%H:%M} Uhr"
    return f"{until}, „{other.item.name}“ beginnt schon um {other.starts:%H:%M} Uhr.{twice}"


def _after(day: CourseDay, slots: list[Slot]) -> Iterator[str]:
    last = max(slots, key=lambda slot: slot.last_minute)
    end = minute_of(day.ends)
    if last.last_minute > end:
        late = last.last_minute - end
        yield (
            f"„{last.item.name}“ endet um {last.ends:%H:%M} Uhr, {_length(late)} nach dem Ende"
            f" des Kurstags um {day.ends:%H:%M} Uhr."
        )
    elif end - last.last_minute >= _UNNOTICED:
        yield f"Am Ende {_are(end - last.last_minute)} frei, ab {last.ends:%H:%M} Uhr."


def _free(first: int, last: int) -> str:
    times = f"von {first // HOUR:02}:{first % HOUR:02} bis {last // HOUR:02}:{last % HOUR:02} Uhr"
    return f"Hier {_are(last - first)} frei, {times}."


def _are(minutes: int) -> str:
    return f"{'ist' if minutes in (1, HOUR) else 'sind'} noch {_length(minutes)}"


def _length(minutes: int) -> str:
    """Return "45 Minuten", "2 Stunden" or "1:30 Stunden"."""
    if minutes < HOUR:
        return counted(minutes, "Minute", "Minuten")
    hours, rest = divmod(minutes, HOUR)
    return f"{hours}:{rest:02} Stunden" if rest else counted(hours, "Stunde", "Stunden")
