from datetime import datetime, timedelta

from django.db import models


class Heartbeat(models.Model):
    """The one row that says when the worker was last seen (Lebenszeichen)."""

    beat_at = models.DateTimeField()
    failing = models.TextField(blank=True, help_text="Jobs that failed in the last round.")

    def __str__(self) -> str:
        return self.beat_at.isoformat()

    @classmethod
    def beat(cls, now: datetime, failing: str = "") -> None:
        """Note that the worker was alive at `now`; `failing` names the jobs that failed."""
        cls.objects.update_or_create(pk=1, defaults={"beat_at": now, "failing": failing})

    @classmethod
    def is_missing(cls, now: datetime) -> bool:
        """Return whether the worker was not seen in the last two minutes."""
        return not cls.objects.filter(pk=1, beat_at__gt=now - timedelta(minutes=2)).exists()
