"""A crowd for a few seats: how long it takes until everybody has a seat or a place in line."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from operator import eq
from threading import Barrier
from typing import Any

from django.db import connection
from django.utils import timezone

from courses.models import Course
from participants.models import Status
from participants.registration.arrival import Application, register_all
from tools.benchmark.dataset.courses import WEEK, open_course

SEATS = 3
# How many are served in the same moment; all others stand at the door already.
CONNECTIONS = 40


def run(people: int, together: int = 1) -> dict[str, Any]:
    """Let so many people register at once, each `together` of them as one party.

    Returns what became of them: numbers, whether the line is strict, and the seconds it took."""
    first_day = timezone.localdate() + 6 * WEEK
    course = open_course(f"rennen-{together}", first_day, SEATS)
    seconds = at_once([registering(course, together) for _ in range(people // together)])
    return {**outcome(course), "seconds": seconds}


def registering(course: Course, together: int) -> Callable[[], object]:
    """Return an action that registers a unit, as one request does: in one transaction."""
    person = {"name": "Gülşen Beispiel", "phone": "+49421123456", "channel": "phone"}
    unit = [Application(person=person) for _ in range(together)]
    return lambda: register_all(Course.objects.get(pk=course.pk), unit, together=True)


def at_once(actions: list[Callable[[], object]]) -> float:
    """Run the actions in threads with connections of their own; return the seconds it took."""
    workers = min(CONNECTIONS, len(actions))
    start = Barrier(workers + 1)

    def work(mine: list[Callable[[], object]]) -> None:
        start.wait()
        try:
            for action in mine:
                action()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as threads:
        working = [threads.submit(work, actions[number::workers]) for number in range(workers)]
        start.wait()
        begun = time.perf_counter()
        for one in working:
            one.result()
    return time.perf_counter() - begun


def outcome(course: Course) -> dict[str, Any]:
    """Return how many got a seat and wait; `strict` says that every place in line is one unit's."""
    there = course.registrations.order_by("sequence")
    line = [one.place_in_line() for one in there.waiting_line()]
    units = Counter(line)
    ahead = accumulate(units.values(), initial=1)
    numbers = list(there.values_list("sequence", flat=True))
    return {
        "enrolled": there.filter(status=Status.ENROLLED).count(),
        "waiting": len(line),
        "strict": all(map(eq, units, ahead)) and numbers == list(range(1, len(numbers) + 1)),
        "units": len(units),
    }
