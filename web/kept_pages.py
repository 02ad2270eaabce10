"""Public pages kept ready in memory: rendered once for everybody, filled in for each one.

A page is kept under the facts that it shows. `PublicVersion` stands for everything that staff can
change there; numbers that move by themselves (free seats) and today's date are facts of their own.
Time is never one: a page is shown as long as its facts are true, and not a moment longer.
"""

from collections.abc import Callable, Hashable
from secrets import token_hex
from typing import Any, TypeVar

from django.http import HttpResponse

from web.form_key import new_key

Value = TypeVar("Value")

# What is different for everybody: while rendering, this stands in the place of the one-time key.
KEY_GAP = f"key-{token_hex(16)}"
_GAP = KEY_GAP.encode()
_MOST_KEPT = 512

_kept: dict[Hashable, Any] = {}


def kept_page(facts: Hashable, render: Callable[[], str]) -> HttpResponse:
    """Answer with the page of these facts; `render()` returns its HTML when it is not kept yet.

    `facts` is a tuple that begins with the page's name. Where the HTML has `KEY_GAP`, a new
    one-time key is filled in; it is the same wherever it stands on one page."""
    parts = kept_value(facts, lambda: tuple(render().encode().split(_GAP)))
    has_key = len(parts) > 1
    response = HttpResponse(str(new_key()).encode().join(parts) if has_key else parts[0])
    response["Cache-Control"] = "private, no-cache" if has_key else "no-cache"
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


def forget_kept_pages() -> None:
    """Start with nothing kept."""
    _kept.clear()
