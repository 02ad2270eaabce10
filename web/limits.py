"""How often a public form may be sent, counted by those who send it and those it writes to.

Addresses are personal data: a tally is kept under a keyed hash, and forgotten when its window ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from web.client_address import client_address, household, neighbourhood


class Tally(models.Model):
    """How many times one and the same did something since the window of time began.

    `who` is the first 64 bits of a keyed hash: see `Attempt.hashed`."""

    who = models.BigIntegerField(primary_key=True)
    times = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        app_label = "accounts"

    def __str__(self) -> str:
        return f"{self.times} until {self.ends_at:%d.%m.%Y %H:%M}"


class LimitReached(Exception):
    """Something was done more often than its limit allows; nothing of it is stored."""


@dataclass(frozen=True)
class Limit:
    """At most so many times in a window of time, which begins with the first of them."""

    name: str
    most: int
    window: timedelta


@dataclass(frozen=True)
class Attempt:
    """Somebody does what a limit counts; `times` is how many times it counts."""

    limit: Limit
    who: str
    times: int = 1

    @cached_property
    def hashed(self) -> int:
        """The first 64 bits of a keyed hash: short to write down, and by chance nobody else's."""
        text = f"{self.limit.name} {self.who}"
        whole = salted_hmac("accounts.limits", text, algorithm="sha256").digest()
        return int.from_bytes(whole[:8], signed=True)

    def row(self, now: datetime) -> tuple[int, int, Any]:
        """Return what `_COUNT` inserts: whom, how often, and when the window ends."""
        ends_at = connection.ops.adapt_datetimefield_value(now + self.limit.window)
        return self.hashed, self.times, ends_at


@dataclass(frozen=True)
class SenderLimits:
    """How often one household, and all households of its network, may do the same."""

    household: Limit
    neighbourhood: Limit

    def attempts(self, request: HttpRequest, times: int = 1) -> list[Attempt]:
        """Return what the sender of the request tries now; nothing without their address."""
        address = client_address(request)
        if address is None:
            return []
        return [
            Attempt(self.household, household(address), times),
            Attempt(self.neighbourhood, neighbourhood(address), times),
        ]


_ROW = "(%s, %s, %s)"
_COUNT = """
INSERT INTO accounts_tally AS tally (who, times, ends_at) VALUES {rows}
ON CONFLICT (who) DO UPDATE SET
times = CASE WHEN tally.ends_at > %s THEN tally.times ELSE 0 END + excluded.times,
ends_at = CASE WHEN tally.ends_at > %s THEN tally.ends_at ELSE excluded.ends_at END
RETURNING who, times
"""


def count_attempts(attempts: Iterable[Attempt]) -> None:
    """Count all attempts at once, in one statement; no attempts, no query.

    Call it first in the transaction of what is counted: what is rolled back did not count.
    Raises LimitReached when one of them is over its limit."""
    # In one order for everybody: so no two wait for each other.
    in_order = sorted(attempts, key=lambda attempt: attempt.hashed)
    if not in_order:
        return
    times = _counted(in_order, timezone.now())
    if any(times[attempt.hashed] > attempt.limit.most for attempt in in_order):
        raise LimitReached


def _counted(attempts: list[Attempt], now: datetime) -> dict[int, int]:
    """Add the attempts to their tallies; return the new counts by `hashed`."""
    present = connection.ops.adapt_datetimefield_value(now)
    rows = [value for attempt in attempts for value in attempt.row(now)]
    sql = _COUNT.format(rows=", ".join([_ROW] * len(attempts)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*rows, present, present])
        return dict(cursor.fetchall())


def clear_tallies(now: datetime) -> None:
    """Forget what was counted in windows that have ended."""
    Tally.objects.filter(ends_at__lte=now).delete()
