"""Amounts and reasons as staff type them."""

import re
from typing import Any

from django import forms

from web.text_cleaning import LineField


class MoneyField(forms.DecimalField):
    """Euros with a comma or a point: "12,50", "12.50 €"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": "Bitte schreiben Sie den Betrag als Zahl, zum Beispiel 12,50."}
        super().__init__(
            max_digits=7, decimal_places=2, localize=True, error_messages=messages, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """Return the amount as a Decimal in euros; None when nothing was typed."""
        plain = re.sub(r"[\s€]|EUR", "", str(value)) if value is not None else ""
        if re.search("[A-Za-z]", plain):  # "1e999999" would be a number too
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(plain)


def reason(label: str = "Grund", *, required: bool = True) -> LineField:
    """Return the field in which staff write down why, in at most 300 characters."""
    return LineField(
        label=label,
        max_length=300,
        required=required,
        error_messages={"required": "Bitte schreiben Sie auf, warum."},
    )
