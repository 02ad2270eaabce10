"""Amounts and reasons as staff type them."""

import re
from typing import Any

from django import forms

from web.input.text_cleaning import LineField

_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+,\d{1,2}")
_UNCLEAR = re.compile(r"(-?\d{1,3})[.,](\d{2})(\d)")


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows; a primary key that there cannot be is no choice, however long it is."""

    def to_python(self, value: Any) -> list[Any]:
        return super().to_python(self._possible(value))

    def clean(self, value: Any) -> Any:
        return super().clean(self._possible(self.prepare_value(value)))

    def _possible(self, value: Any) -> Any:
        assert self.queryset is not None
        key = self.queryset.model._meta.pk
        for one in value if isinstance(value, list | tuple) else ():
            try:
                key.clean(getattr(one, "pk", one), None)
            except forms.ValidationError as error:
                words = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(
                    words, code="invalid_pk_value", params={"pk": one}
                ) from error
        return value


class MoneyField(forms.DecimalField):
    """Euros with a comma or a point: "12,50", "12.50 €". "1.000" is asked back."""

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
        if unclear := _UNCLEAR.fullmatch(plain):
            raise forms.ValidationError(_which_of_two(*unclear.groups()), code="unclear")
        return super().to_python(plain.replace(".", "") if _THOUSANDS.fullmatch(plain) else plain)


def _which_of_two(euros: str, cents: str, more: str) -> str:
    """Return the question about "1.000": it may be a thousand euros, or one."""
    large, small = int(euros + cents + more), f"{euros},{cents}"
    question = f"Meinen Sie {large} Euro? Dann schreiben Sie bitte {large}, ohne Punkt und Komma."
    return question if more != "0" else f"{question} Meinen Sie {small} Euro? Dann bitte {small}."


def reason(label: str = "Grund", *, required: bool = True) -> LineField:
    """Return the field in which staff write down why, in at most 300 characters."""
    return LineField(
        label=label,
        max_length=300,
        required=required,
        error_messages={"required": "Bitte schreiben Sie auf, warum."},
    )
