"""How long pages of the staff take when there are many registrations, against few.

Both worlds show as many rows: fifty registrations, fifty people called Özdemir, the cockpit of a
course of the same size, the same tasks on the home page. What differs is what lies around them:
thousands of ended courses of twenty people with attendance, bookings and certificates, and one
course that two thousand people want to join. Its cockpit too must open as fast as that of a course
of ordinary size."""

import time
from urllib.parse import quote

from tools.benchmark import client
from tools.benchmark.dataset.courses import CROWDED, MAIN
from tools.benchmark.sizes import Sizes

LIST = "/verwaltung/participants/registration/"
PEOPLE = "/verwaltung/participants/participant/"
SEARCH = f"?q={quote('özdemir')}"
COCKPIT = f"/verwaltung/kurse/{MAIN}/"
# By name: the address in the small world, and the one in the large world.
PAGES = {
    "registrations": (LIST, LIST),
    "search": (LIST + SEARCH, LIST + SEARCH),
    "people": (PEOPLE, PEOPLE),
    "people_search": (PEOPLE + SEARCH, PEOPLE + SEARCH),
    "cockpit": (COCKPIT, COCKPIT),
    "cockpit_crowded": (COCKPIT, f"/verwaltung/kurse/{CROWDED}/"),
    "home": ("/verwaltung/", "/verwaltung/"),
}


def measure(
    ports: dict[str, int], sessions: dict[str, str], sizes: Sizes
) -> list[tuple[str, dict[str, list[float]]]]:
    """Return (page, {"small": [seconds], "large": [seconds]}) for each page, asked in turn."""
    visitors = {name: Visitor(ports[name], sessions[name]) for name in ("small", "large")}
    return [(page, _measure(visitors, paths, sizes)) for page, paths in PAGES.items()]


def _measure(
    visitors: "dict[str, Visitor]", paths: tuple[str, str], sizes: Sizes
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in visitors}
    for _ in range(sizes.list_rounds + 4):
        for (name, visitor), path in zip(visitors.items(), paths, strict=True):
            times[name].append(visitor.seconds(path))
    return {name: found[4:] for name, found in times.items()}


class Visitor:
    """A member of the staff or a leader, logged in."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies = port, f"sessionid={session}"

    def seconds(self, path: str) -> float:
        """Return how long the answer took."""
        start = time.perf_counter()
        client.fetch(self.port, path, self.cookies)
        return time.perf_counter() - start
