"""PDFs that everybody may have: printed one after the other, and kept as public pages are."""

from collections.abc import Callable
from threading import Lock

from documents.errors import Unprintable
from web.kept_pages import kept_value

# How many seconds a request waits for the documents of others.
PATIENCE = 5
_printing = Lock()


def printed_once(facts: tuple[object, ...], printing: Callable[[], bytes]) -> bytes:
    """Return the PDF that shows these facts; printed once for all who ask.

    One that is kept waits for no other that is being printed. Raises DocumentError, also when too
    many wait: those who read other pages need the threads."""
    return kept_value(facts, lambda: _alone(lambda: kept_value(facts, printing)))


def _alone(printing: Callable[[], bytes]) -> bytes:
    if not _printing.acquire(timeout=PATIENCE):
        raise Unprintable("zu viele auf einmal")
    try:
        return printing()
    finally:
        _printing.release()
