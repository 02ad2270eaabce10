"""Trial prints of a course before anything is numbered."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Rehearsal(models.Model):
    """A trial print of all certificates of a course that are due (Probedruck); nothing is numbered.

    `tried` is how many were printed, `problems` are pairs (whose certificate, what is wrong)."""

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="rehearsals")
    asked_at = models.DateTimeField("gewünscht am", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    finished_at = models.DateTimeField("fertig am", null=True)
    tried = models.PositiveIntegerField("versuchte Zertifikate", default=0)
    problems = models.JSONField("Probleme", default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "Probedruck"
        verbose_name_plural = "Probedrucke"
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(finished_at=None),
                name="one_rehearsal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Probedruck: {self.course}"
