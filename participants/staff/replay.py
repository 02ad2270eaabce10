"""The line of a course, replayed from its history: who stood where after each change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from courses.models import Course
from participants.registration.history import StatusChange
from participants.registration.line import units_in_order
from participants.registration.status import Status


@dataclass(frozen=True)
class QueueSnapshot:
    """How the course stood after one change: ids of registrations, in the order of the line.

    `waiting` names the units of the line, each a tuple of ids."""

    change: StatusChange
    enrolled: tuple[int, ...]
    offered: tuple[int, ...]
    waiting: tuple[tuple[int, ...], ...]

    @property
    def place(self) -> int | None:
        """Return how many people and one stood before whom the change is about; None: no wait."""
        ahead = 0
        for unit in self.waiting:
            if self.change.registration_id in unit:
                return ahead + 1
            ahead += len(unit)
        return None


def replay(changes: Iterable[StatusChange]) -> Iterator[QueueSnapshot]:
    """Yield a `QueueSnapshot` for each of the changes, which stand in the order they happened."""
    latest: dict[int, StatusChange] = {}
    for change in changes:
        latest[change.registration_id] = change
        now: defaultdict[str, list[StatusChange]] = defaultdict(list)
        for one in latest.values():
            now[one.after].append(one)
        yield QueueSnapshot(
            change,
            enrolled=_ids(now[Status.ENROLLED]),
            offered=_ids(now[Status.OFFERED]),
            waiting=tuple(map(_ids, units_in_order(now[Status.WAITING]))),
        )


def _ids(changes: Iterable[StatusChange]) -> tuple[int, ...]:
    return tuple(change.registration_id for change in changes)


def changes_of(course: Course) -> QuerySet[StatusChange]:
    """Return the history of a course in the order in which it was written, under the lock."""
    changes = StatusChange.objects.filter(registration__course=course)
    return changes.select_related("registration__participant", "by").order_by("pk")
