from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import CourseDay


class Mark(models.TextChoices):
    PRESENT = "present", "da"
    EXCUSED = "excused", "entschuldigt"
    ABSENT = "absent", "nicht da"


class MarkChange(models.Model):
    """One mark that was noted, changed or taken back (Eintrag im Verlauf der Anwesenheit).

    Empty is "unknown", before and after. The rows are only ever added."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="mark_changes"
    )
    day = models.ForeignKey(CourseDay, models.CASCADE, related_name="mark_changes")
    before = models.CharField("vorher", max_length=10, choices=Mark, blank=True)
    after = models.CharField("nachher", max_length=10, choices=Mark, blank=True)
    at = models.DateTimeField("am", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="durch"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "Änderung der Anwesenheit"
        verbose_name_plural = "Verlauf der Anwesenheit"

    def __str__(self) -> str:
        words = [self.get_before_display(), self.get_after_display()]
        return " → ".join(word or "offen" for word in words)
