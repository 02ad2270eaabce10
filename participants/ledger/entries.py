"""The entries of a ledger: written once, never changed. All amounts are euros."""

from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum

ZERO = Decimal("0.00")


class EntryKind(models.TextChoices):
    CHARGE = "charge", "Forderung"
    WAIVER = "waiver", "Erlass"
    PAYMENT = "payment", "Zahlung"
    REFUND = "refund", "Erstattung"
    CORRECTION = "correction", "Korrektur"
    TAKEN_BACK = "taken_back", "Rücknahme"


ASSESSING = (EntryKind.CHARGE, EntryKind.WAIVER, EntryKind.CORRECTION)
RAISING = (EntryKind.CHARGE, EntryKind.REFUND, EntryKind.TAKEN_BACK)
LOWERING = (EntryKind.WAIVER, EntryKind.PAYMENT)


class AppendOnly(Exception):
    """Entries of the ledger are never changed or deleted: write a correction instead."""


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    def balance(self) -> Decimal:
        return self._sum()

    def assessed(self) -> Decimal:
        """Return what the person has to pay for the course altogether."""
        return self.filter(kind__in=ASSESSING)._sum()

    def paid(self) -> Decimal:
        """Return what the person paid, less what was paid back or noted by mistake."""
        return -self.exclude(kind__in=ASSESSING)._sum()

    def payments_in_force(self) -> "LedgerQuerySet":
        """Return the payments that were not taken back."""
        return self.filter(kind=EntryKind.PAYMENT, taken_back_by=None)

    def _sum(self) -> Decimal:
        return (self.aggregate(sum=Sum("amount"))["sum"] or ZERO).quantize(ZERO)

    def update(self, **values: object) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class LedgerEntry(models.Model):
    """One entry (Buchung: Forderung, Erlass, Zahlung, Erstattung, Korrektur, Rücknahme)."""

    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, related_name="ledger_entries"
    )
    kind = models.CharField("Art", max_length=10, choices=EntryKind)
    amount = models.DecimalField("Betrag", max_digits=8, decimal_places=2)
    booked_on = models.DateField("Datum")
    payer = models.CharField("von oder an", max_length=150, blank=True)
    reference = models.CharField("Vermerk", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="durch",
        help_text="Leer: die Software.",
    )
    created_at = models.DateTimeField("geschrieben am", auto_now_add=True)
    takes_back = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_back_by",
        verbose_name="nimmt zurück",
        help_text="Die Zahlung, die nicht hierher gehörte.",
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RAISING, amount__gte=0)
                | Q(kind__in=LOWERING, amount__lte=0)
                | Q(kind=EntryKind.CORRECTION),
                name="sign_of_entry",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.TAKEN_BACK, takes_back__isnull=False)
                | ~Q(kind=EntryKind.TAKEN_BACK) & Q(takes_back=None),
                name="what_is_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly
