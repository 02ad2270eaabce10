from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


class Decision(models.Model):
    """What staff decided about somebody's attendance: why, when and who."""

    reason = models.CharField("Grund", max_length=300)
    at = models.DateTimeField("am", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="durch"
    )

    class Meta:
        abstract = True
        ordering = ["pk"]


def check_decision_reason(reason: str) -> None:
    """Raise ValidationError without a reason."""
    if not reason:
        raise ValidationError("Bitte schreiben Sie auf, warum.")
