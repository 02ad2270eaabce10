"""Public pages kept ready in memory: rendered once for everybody, filled in for each one.

A page is kept under the facts that it shows. `PublicVersion` stands for everything that staff can
change there; numbers that move by themselves (free seats) and today's date are facts of their own.
Time is never one: a page is shown as long as its facts are true, and not a moment longer.
"""

import re
from secrets import token_hex

from django.http import HttpResponse
from django.middleware.csrf import get_token

from web.form_key import new_key

# What is different for everybody. While rendering, these stand in its place.
CSRF_GAP = f"csrf-{token_hex(16)}"
KEY_GAP = f"key-{token_hex(16)}"
_FILLINGS = {
    CSRF_GAP.encode(): lambda request: get_token(request).encode(),
    KEY_GAP.encode(): lambda request: str(new_key()).encode(),
}
_GAP = re.compile(b"(" + b"|".join(_FILLINGS) + b")")
_MOST = 512

_kept = {}


def kept_page(request, facts, render):
    """Answer with the page of these facts; `render()` returns its HTML when it is not kept yet.

    `facts` is a hashable tuple that begins with the page's name. Where the HTML has `CSRF_GAP` or
    `KEY_GAP`, the request's own token and a new one-time key are filled in."""
    page = kept_value(facts, lambda: tuple(_GAP.split(render().encode())))
    response = HttpResponse(b"".join(_filled(page, request)))
    response["Cache-Control"] = "private, no-cache" if len(page) > 1 else "no-cache"
    return response


def kept_value(facts, make):
    """Return what is kept under these facts; `make()` makes it when it is not kept yet."""
    thing = _kept.get(facts)
    if thing is None:
        thing = make()
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[facts] = thing
    return thing


def _filled(page, request):
    """Return the page's parts; every second one is a gap."""
    parts = list(page)
    for place in range(1, len(parts), 2):
        parts[place] = _FILLINGS[parts[place]](request)
    return parts


def forget_kept_pages():
    """Start with nothing kept."""
    _kept.clear()
