"""How people pay, as staff write it: told to everybody who owes something, never to the others."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_noop as _

from web.public_version import PublicContent

# A German one has 20 digits; what follows it, as a BIC, is not part of it.
_IBAN = re.compile(
    r"\b(?:DE\d{2}(?: ?\d){1,30}|(?!DE)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})\b", re.IGNORECASE
)
_LENGTHS = {"DE": 22}


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
        for found in _IBAN.findall(self.account):
            if not is_iban(found):
                raise ValidationError({"account": f"Bitte prüfen Sie die IBAN {found}."})


def is_iban(text: str) -> bool:
    """Return whether the check digits (ISO 7064, MOD 97-10) and the length of an IBAN are right."""
    iban = text.replace(" ", "").upper()
    if len(iban) != _LENGTHS.get(iban[:2], len(iban)):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
