"""The waiting list of a course as it stands, and how it came to stand so: one change at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backoffice.staff_pages import staff_page
from courses.models import Course
from participants.registration.history import StatusChange
from participants.registration.line import units_in_order
from participants.registration.models import Registration
from participants.staff.replay import QueueSnapshot, changes_of, replay

# The most people of a line that are shown; a course has room for far fewer.
MOST = 200


@never_cache
@require_safe
def waiting_list(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course.objects.select_related("district"), slug=slug)
    line = course.registrations.waiting_line().select_related("participant")
    waiting = list(line[: MOST + 1])
    context = {
        "title": "Warteliste",
        "course": course,
        "line": course.registrations.line(course),
        "units": _units(waiting[:MOST]),
        "is_capped": len(waiting) > MOST,
        "step": _step(course, request.GET.get("schritt", "")),
    }
    return staff_page(request, "staff/waiting_list.html", context)


@dataclass(frozen=True)
class Unit:
    """Those who take part only together, or one person; `place` is that of the first of them."""

    place: int
    people: list[Registration]

    @property
    def is_party(self) -> bool:
        return len(self.people) > 1

    @property
    def is_in_front(self) -> bool:
        return any(one.preferred_at for one in self.people)


def _units(waiting: list[Registration]) -> list[Unit]:
    units, place = [], 1
    for people in units_in_order(waiting):
        units.append(Unit(place, people))
        place += len(people)
    return units


@dataclass(frozen=True)
class Step:
    """One change and the course after it; `number` counts from 1."""

    number: int
    total: int
    change: StatusChange
    enrolled: list[Registration]
    offered: list[Registration]
    units: list[Unit]

    @property
    def previous(self) -> int | None:
        return self.number - 1 or None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.total else None


def _step(course: Course, wanted: str) -> Step | None:
    """Return the change with this number, the last one when there is none such; None: no change."""
    changes = list(changes_of(course))
    if not changes:
        return None
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 7 else len(changes)
    number = min(max(number, 1), len(changes))
    *_, snapshot = replay(_latest(changes[:number]))
    people = _people(snapshot)
    units = [Unit(place, [people[pk] for pk in unit]) for place, unit in _places(snapshot.waiting)]
    return Step(
        number,
        len(changes),
        snapshot.change,
        [people[pk] for pk in snapshot.enrolled],
        [people[pk] for pk in snapshot.offered],
        units,
    )


def _latest(changes: Iterable[StatusChange]) -> list[StatusChange]:
    """Return the last change of each registration: more does not matter for how it stands then."""
    latest = {change.registration_id: change for change in changes}
    return sorted(latest.values(), key=lambda change: change.pk)


def _places(waiting: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each unit with the place of its first person, counted from 1."""
    place = 1
    for unit in waiting:
        yield place, unit
        place += len(unit)


def _people(snapshot: QueueSnapshot) -> dict[int, Registration]:
    shown = {
        *snapshot.enrolled,
        *snapshot.offered,
        *(pk for unit in snapshot.waiting for pk in unit),
    }
    return Registration.objects.select_related("participant").in_bulk(shown)
