"""How people pay, as staff write it: told to everybody who owes something, never to the others."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_noop as _

from web.input.ibans import IBAN, is_iban
from web.public_version import PublicContent


class PaymentAdvice(PublicContent):
    """Account, cash and time (So bezahlen Sie): one row, and none until staff wrote it.

    It renews the public version: what is told to newcomers is kept ready under that.

    The first words are texts of ours: as long as they stay, they are told in every language."""

    account = models.TextField(
        "Überweisung",
        blank=True,
        help_text="Wem das Konto gehört, IBAN und Bank. Die Anmeldenummer steht von selbst dabei.",
    )
    cash = models.CharField(
        "Bar", max_length=300, blank=True, default=_("Am ersten Kurstag bei der Kursleitung.")
    )
    time = models.CharField(
        "Bis wann",
        max_length=300,
        blank=True,
        default=_("Bitte bezahlen Sie bis zum ersten Kurstag."),
    )

    class Meta:
        verbose_name = "So bezahlen Sie"
        verbose_name_plural = "So bezahlen Sie"

    def __str__(self) -> str:
        return "So bezahlen Sie"

    @classmethod
    def current(cls) -> "PaymentAdvice | None":
        """Return what staff wrote; None as long as they wrote nothing."""
        return cls.objects.first()

    def clean(self) -> None:
        """Raise ValidationError where nobody could pay, or the money would go astray."""
        if not (self.account or self.cash):
            raise ValidationError("Bitte tragen Sie ein Konto ein, oder wo man bar bezahlt.")
        for found in IBAN.findall(self.account):
            if not is_iban(found):
                raise ValidationError({"account": f"Bitte prüfen Sie die IBAN {found}."})
