"""The line for a course's seats, as a rule without a database.

What stands in line are units: one person, or a party of people who take part only together. A unit
ranks by its best member: who was put in front last, then who arrived first, then the number. Seats
go to the first unit that fits, all of its seats at once; a larger unit ahead of it keeps its rank.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol, TypeVar
from uuid import UUID


@dataclass(frozen=True)
class Line:
    """The seats of a course at one moment, and who stands in line for them.

    `smallest` is the size of the smallest unit that waits, as far as it matters: while somebody
    waits and a seat is free."""

    capacity: int
    taken: int
    waiting: int
    last: int
    smallest: int = 1

    @property
    def free(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def depends_on_sizes(self) -> bool:
        """Whether somebody waits although seats are free: then all depends on the sizes."""
        return bool(self.waiting and self.free)

    def has_seats_for(self, people: int) -> bool:
        """Newcomers get seats that are enough for them and that nobody in line can use.

        So a single person may take a lone seat while only couples wait: it would stay empty."""
        return people <= self.free and not (self.waiting and self.smallest <= self.free)

    @property
    def has_seat_for_newcomer(self) -> bool:
        return self.has_seats_for(1)


class Ranked(Protocol):
    """Somebody who waits, or their entry of the history."""

    @property
    def preferred_at(self) -> datetime | None: ...
    @property
    def arrived_at(self) -> datetime | None: ...
    @property
    def sequence(self) -> int | None: ...
    @property
    def party(self) -> UUID | None: ...


class InUnit(Protocol):
    """A row of the line, sorted already."""

    @property
    def pk(self) -> int: ...
    @property
    def party(self) -> UUID | None: ...


Member = TypeVar("Member", bound=Ranked)
Queued = TypeVar("Queued", bound=InUnit)


def rank(one: Ranked) -> tuple[Any, ...]:
    """Return the key that sorts people, or entries of the history, in the order of the line."""
    front = one.preferred_at.timestamp() if one.preferred_at else 0
    return (-front, one.arrived_at, one.sequence)


def units_in_order(waiting: Iterable[Member]) -> list[list[Member]]:
    """Return the units of those who wait, each a list of its members, in the order of the line."""
    found: dict[object, list[Member]] = {}
    for one in sorted(waiting, key=rank):
        found.setdefault(one.party or one, []).append(one)
    return list(found.values())


def units_that_fit(people: Iterable[Queued], free: int) -> Iterator[list[Queued]]:
    """Yield the units that get the free seats; `people` stand in the order of the line already."""
    for _, members in groupby(people, key=lambda one: one.party or one.pk):
        unit = list(members)
        if len(unit) <= free:
            free -= len(unit)
            yield unit
        if not free:
            return
