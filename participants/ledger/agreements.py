"""What was agreed about the fee. A wish for less is an agreement too, without an amount yet."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone


class FeeDecision(models.TextChoices):
    REQUESTED = "requested", "gewünscht"
    FULL = "full", "voller Beitrag"
    REDUCED = "reduced", "ermäßigt"
    WAIVED = "waived", "befreit"


class FeeAgreement(models.Model):
    """What was agreed about the fee (Ermäßigung, Befreiung); a change is a new row. No reasons."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="fee_agreements"
    )
    decision = models.CharField("Vereinbarung", max_length=10, choices=FeeDecision)
    amount = models.DecimalField(
        "Zu zahlen",
        max_digits=7,
        decimal_places=2,
        null=True,
        help_text="Leer, solange nur gewünscht.",
    )
    at = models.DateTimeField("am", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="durch"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "Vereinbarung zur Gebühr"
        verbose_name_plural = "Vereinbarungen zur Gebühr"

    def __str__(self) -> str:
        return self.get_decision_display()


def is_wish_open(registration_pk: int) -> bool:
    """Return whether the person asked to pay less and has no answer yet."""
    latest = FeeAgreement.objects.filter(registration=registration_pk).last()
    return latest is not None and latest.decision == FeeDecision.REQUESTED


def open_wishes(registration_pks: Collection[int]) -> set[int]:
    """Return those of the registrations whose person asked to pay less and has no answer yet."""
    found = FeeAgreement.objects.filter(registration__in=registration_pks).order_by("pk")
    latest = dict(found.values_list("registration", "decision"))
    return {pk for pk, decision in latest.items() if decision == FeeDecision.REQUESTED}


def undecided_wishes(statuses: Collection[str]) -> QuerySet[FeeAgreement]:
    """Return the wishes for a reduction, not answered since, of registrations in these states."""
    answers = FeeAgreement.objects.exclude(decision=FeeDecision.REQUESTED)
    answers = answers.filter(registration=OuterRef("registration"), pk__gt=OuterRef("pk"))
    wishes = FeeAgreement.objects.filter(
        ~Exists(answers), decision=FeeDecision.REQUESTED, registration__status__in=statuses
    )
    return wishes.order_by()
