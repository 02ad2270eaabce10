from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models


@dataclass
class Failure:
    """A job of the worker that fails again and again: since when, how many times, and why now.

    `job` is the name of its function, `since` in ISO 8601, `reason` a sentence for staff."""

    job: str
    since: str
    times: int
    reason: str


class Heartbeat(models.Model):
    """The one row that says when the worker was last seen (Lebenszeichen)."""

    beat_at = models.DateTimeField()
    failures = models.JSONField(default=list, help_text="A `Failure` for each job that fails now.")

    def __str__(self) -> str:
        return self.beat_at.isoformat()

    @classmethod
    def beat(cls, now: datetime, failures: list[Failure] | None = None) -> None:
        """Note that the worker was alive at `now`, and which of its jobs fail."""
        values: dict[str, Any] = {"beat_at": now, "failures": [asdict(f) for f in failures or []]}
        cls.objects.update_or_create(pk=1, defaults=values)

    @classmethod
    def last(cls, now: datetime) -> "Heartbeat | None":
        """Return the last one; None when the worker was not seen in the last two minutes."""
        return cls.objects.filter(pk=1, beat_at__gt=now - timedelta(minutes=2)).first()

    @property
    def failing(self) -> list[Failure]:
        return [Failure(**values) for values in self.failures]
