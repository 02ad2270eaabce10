"""Public pages kept ready in memory: rendered once for everybody, filled in for each one.

A page is kept under the facts that it shows. `PublicVersion` stands for everything that staff can
change there; numbers that move by themselves (free seats) and today's date are facts of their own.
Time is never one: a page is shown as long as its facts are true, and not a moment longer.
"""

import re
from collections.abc import Callable, Hashable
from secrets import token_hex
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from web.form_key import new_key

Value = TypeVar("Value")

# What is different for everybody. While rendering, these stand in its place.
CSRF_GAP = f"csrf-{token_hex(16)}"
KEY_GAP = f"key-{token_hex(16)}"
_FILLINGS: dict[bytes, Callable[[HttpRequest], bytes]] = {
    CSRF_GAP.encode(): lambda request: get_token(request).encode(),
    KEY_GAP.encode(): lambda request: str(new_key()).encode(),
}
_GAP = re.compile(b"(" + b"|".join(_FILLINGS) + b")")
_MOST_KEPT = 512

_kept: dict[Hashable, Any] = {}


def kept_page(request: HttpRequest, facts: Hashable, render: Callable[[], str]) -> HttpResponse:
    """Answer with the page of these facts; `render()` returns its HTML when it is not kept yet.

    `facts` is a tuple that begins with the page's name. Where the HTML has `CSRF_GAP` or `KEY_GAP`,
    the request's own token and a new one-time key are filled in."""
    page = kept_value(facts, lambda: tuple(_GAP.split(render().encode())))
    response = HttpResponse(b"".join(_filled(page, request)))
    response["Cache-Control"] = "private, no-cache" if len(page) > 1 else "no-cache"
    return response


def kept_value(facts: Hashable, make: Callable[[], Value]) -> Value:
    """Return what is kept under these facts; `make()` makes it when it is not kept yet.

    What it raises goes to the caller, and then nothing is kept. None is never kept."""
    value: Value | None = _kept.get(facts)
    if value is None:
        value = make()
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[facts] = value
    return value


def _filled(page: tuple[bytes, ...], request: HttpRequest) -> list[bytes]:
    """Return the page's parts; every second one is a gap."""
    parts = list(page)
    for place in range(1, len(parts), 2):
        parts[place] = _FILLINGS[parts[place]](request)
    return parts


def forget_kept_pages() -> None:
    """Start with nothing kept."""
    _kept.clear()
