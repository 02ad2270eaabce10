"""Registrations a second, in turn with a view that writes the same rows unchecked.

Every round has fresh courses, eight on either side with twenty seats each, so that most people are
enrolled and charged and some go on the waiting list. Every registration has a person, a client
address and a form key of its own. The posts of one course are spread over all connections."""

import re
from collections.abc import Iterator
from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

from tools.benchmark import client
from tools.benchmark.dataset.courses import OPEN, POST_COURSES, POST_SEATS, post_course
from tools.benchmark.sizes import Sizes

PATHS = {"biq": "/kurse/{}/anmelden/absenden/", "bare": "/benchmark/{}/bare/"}
CONNECTIONS = 8

_number = count(1)


def measure(port: int, sizes: Sizes) -> dict[str, list[float]]:
    """Return {side: registrations a second in each round}; a round before warms up."""
    visit = Visit(port)
    rates: dict[str, list[float]] = {side: [] for side in PATHS}
    for number in range(sizes.post_rounds + 1):
        for side in PATHS:
            requests = list(visit.posts(side, number, sizes.posts))
            run = client.send(port, requests, status=303, connections=CONNECTIONS)
            rates[side].append(run.rate)
    return {side: found[1:] for side, found in rates.items()}


class Visit:
    """What a browser brings from the form: the box's value. There is no cookie and no token."""

    def __init__(self, port: int) -> None:
        page = client.fetch(port, f"/kurse/{OPEN}/anmelden/")
        self.port = port
        box = _found(r'<input[^>]*name="alumni"[^>]*>', page)
        self.version = _found(r'(?<=value=")[^"]+', box)

    def posts(self, side: str, number: int, posts: int) -> Iterator[bytes]:
        """Yield the requests of one side's round."""
        for one in range(posts):
            slug = post_course(side, number, one % POST_COURSES)
            person = next(_number)
            body = urlencode(self._fields(person)).encode()
            yield client.post(self.port, PATHS[side].format(slug), body, _address(person))

    def _fields(self, person: int) -> dict[str, str]:
        return {
            "key": str(uuid4()),
            "name": f"Gülşen Beispiel-{person}",
            "email": f"gast{person}@example.org",
            "lives_here": "yes",
            "needs": "Ich höre schlecht und sitze gern vorn.",
            "alumni": self.version,
        }


def _found(pattern: str, text: str) -> str:
    """Return what the pattern matches first. Raises UnexpectedAnswer where it matches nothing."""
    if match := re.search(pattern, text):
        return match[0]
    raise client.UnexpectedAnswer(f"No {pattern} in: {text[:2000]}")


def _address(number: int) -> str:
    """Return an address in a network of its own, as people at home have."""
    return f"10.{number & 255}.{number >> 8 & 255}.{number >> 16 & 255}"


def check_rows(ours: dict[str, int], theirs: dict[str, int], sizes: Sizes) -> None:
    """Make sure that both sides wrote what they should. Raises UnexpectedAnswer."""
    posts, rounds = sizes.posts, sizes.post_rounds + 1
    enrolled = min(posts // POST_COURSES, POST_SEATS) * POST_COURSES
    each = dict.fromkeys(("people", "keys", "changes", "consents", "messages"), posts * rounds)
    expected = {"registrations": posts * rounds, "enrolled": enrolled * rounds, **each}
    expected["entries"] = expected["owing"] = expected["enrolled"]
    if not ours == theirs == expected:
        raise client.UnexpectedAnswer(f"Rows: {ours}, bare: {theirs}, expected: {expected}")
