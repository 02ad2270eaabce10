"""Requests a second of the public pages, in turn with those of an empty view."""

from itertools import repeat

from tools.benchmark import client
from tools.benchmark.dataset.courses import OPEN
from tools.benchmark.sizes import Sizes

PATHS = {
    "empty": "/benchmark/empty/",
    "form_get": f"/kurse/{OPEN}/anmelden/",
    "course_page": f"/kurse/{OPEN}/",
}
CONNECTIONS = 16


def measure(port: int, sizes: Sizes) -> dict[str, list[float]]:
    """Return {name: requests a second in each round}: first visits, without any cookie."""
    rates: dict[str, list[float]] = {name: [] for name in PATHS}
    for path in PATHS.values():
        turn(port, path, 0.3)
    for _ in range(sizes.page_rounds):
        for name, path in PATHS.items():
            rates[name].append(turn(port, path, sizes.page_seconds))
    return rates


def turn(port: int, path: str, seconds: float) -> float:
    requests = repeat(client.get(port, path))
    run = client.send(port, requests, status=200, connections=CONNECTIONS, seconds=seconds)
    return run.rate
