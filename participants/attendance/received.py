"""Which marks arrived from the devices of leaders, so that each of them counts once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# A device that was away for longer is told apart by what it had seen.
KEPT = timedelta(days=90)


class ReceivedMark(models.Model):
    """One mark that was stored (Eintrag vom Gerät), by the key that the device made for it.

    `content` is day, person and value; `device_time` is what the clock of the device said and is
    believed by nobody."""

    key = models.UUIDField(primary_key=True)
    content = models.CharField(max_length=60)
    device_time = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["at"]
        verbose_name = "Eintrag vom Gerät"
        verbose_name_plural = "Einträge von Geräten"

    def __str__(self) -> str:
        return str(self.key)


def clear_received_marks(now: datetime) -> None:
    """Forget what arrived long ago. Called by the worker."""
    ReceivedMark.objects.filter(at__lt=now - KEPT).delete()
