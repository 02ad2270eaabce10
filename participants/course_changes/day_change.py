"""What a course day was before it changed, so that the change can be taken back."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.formatting import hours, long_date
from courses.models import CourseDay, DayState, Venue


class DayChange(models.Model):
    """One change of a course day (Änderung eines Kurstags), with what the day was before.

    `substitute` is the day that was planned in its place in the same step."""

    day = models.ForeignKey(CourseDay, models.CASCADE, related_name="changes")
    was_state = models.CharField("Stand vorher", max_length=10, choices=DayState)
    was_date = models.DateField("Datum vorher")
    was_starts = models.TimeField("Beginn vorher")
    was_ends = models.TimeField("Ende vorher")
    was_venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, related_name="+", verbose_name="Ort vorher"
    )
    substitute = models.ForeignKey(
        CourseDay, models.SET_NULL, null=True, related_name="+", verbose_name="Ersatztag"
    )
    at = models.DateTimeField("am", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="durch"
    )
    taken_back_at = models.DateTimeField("zurückgenommen am", null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "Änderung eines Kurstags"
        verbose_name_plural = "Änderungen von Kurstagen"

    def __str__(self) -> str:
        return f"{self.day}: {self.at:%d.%m.%Y}"

    @property
    def was(self) -> str:
        """Return when and where the day was, in German."""
        when = f"{long_date(self.was_date)}, {hours(self.was_starts, self.was_ends)}"
        return f"{when}, {self.was_venue}" if self.was_venue else when
