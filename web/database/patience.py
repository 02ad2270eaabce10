"""How long a request waits for an answer of the database, where that is less than usual.

A database that needs longer counts as gone; only PostgreSQL can be frozen, and only there it is
looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Seconds for each answer; None: what the connection was made with.
seconds_at_most = ContextVar[float | None](
    "seconds until the database counts as gone", default=None
)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Within the block the database counts as gone when an answer takes longer than this."""
    token = seconds_at_most.set(seconds)
    try:
        yield
    finally:
        seconds_at_most.reset(token)
