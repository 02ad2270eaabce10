from django.conf import settings
from django.db import models

from participants.registration.status import Status


class StatusChange(models.Model):
    """One move of a registration (Verlauf): who, when and, where it needs one, why.

    `before` and `after` are the same where only the place in line changed."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="status_changes"
    )
    before = models.CharField("von", max_length=20, choices=Status, blank=True)
    after = models.CharField("nach", max_length=20, choices=Status)
    at = models.DateTimeField("am")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="durch",
        help_text="Leer: die Person selbst oder die Software.",
    )
    why = models.CharField("warum", max_length=400, blank=True)
    # Where the registration stood in the line from then on, so that the line can be replayed.
    arrived_at = models.DateTimeField("Eingang", null=True)
    sequence = models.PositiveIntegerField("Nummer im Kurs", null=True)
    preferred_at = models.DateTimeField("nach vorn gesetzt am", null=True)
    party = models.UUIDField("nur gemeinsam", null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "Änderung"
        verbose_name_plural = "Verlauf"

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"
