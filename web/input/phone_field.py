"""The form fields for phone numbers: all of them read alike, and ask back alike."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from web.input.none_words import means_none
from web.input.phone_numbers import UnlikelyPhone, phone_as_shown, phone_for_people, read_phone
from web.input.text_cleaning import LineField, clean_line

_CONFIRMED = "-stimmt"


def confirmed_name(name: str) -> str:
    """Return under which name a form sends that the number in the field `name` is right."""
    return name + _CONFIRMED


class PhoneInput(forms.TextInput):
    """A number; and once we asked whether it is right, a box to tick that says so.

    The box sends the number that we asked about. So a tick counts for that very number only."""

    input_type = "tel"
    template_name = "biq/phone_input.html"
    asked = ""
    confirmed = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        self.confirmed = data.get(confirmed_name(name), "")
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        number = self.asked or self.confirmed
        more = {"asked": number, "ticked": number == self.confirmed, "box": confirmed_name(name)}
        return super().get_context(name, value, attrs) | more


class PhoneField(LineField):
    """A phone number in any usual form; "keine" is understood and leaves the field empty."""

    widget = PhoneInput(attrs={"autocomplete": "tel"})
    # An odd number that is stored already, in E.164.
    believed = ""
    # Whether what is stored is text as people read it, also old text that is no number.
    is_stored_as_shown = False

    def __init__(self, *, max_length: int = 60, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether it is another number, not only written in another way."""
        return phone_as_shown(initial or "") != phone_as_shown(clean_line(data or ""))

    def _clean_bound_field(self, bound: BoundField) -> Any:
        """Refuse nothing that is stored as people read it already, and that nobody touched."""
        try:
            return super()._clean_bound_field(bound)  # type: ignore[misc]
        except ValidationError:
            is_stored = self.is_stored_as_shown and bound.initial
            if not is_stored or self.has_changed(bound.initial, bound.data):
                raise
            self.widget.asked = ""
            return bound.initial

    def to_python(self, value: Any) -> str:
        """Return the number in E.164; raises ValidationError when none can be read."""
        text = super().to_python(value) or ""
        return self.read(text) if text and not means_none(text) else ""

    def clean(self, value: Any) -> str:
        """Ask about an odd number; only what was typed now is asked about."""
        self.widget.asked = ""
        try:
            return super().clean(value)
        except UnlikelyPhone as doubt:
            self.widget.asked = doubt.number
            raise

    def believe(self, text: str) -> None:
        """Take for right what is stored already: somebody confirmed it once."""
        try:
            self.believed = read_phone(text)
        except UnlikelyPhone as doubt:
            self.believed = doubt.number
        except ValidationError:  # nothing that could be read
            self.believed = ""

    def read(self, text: str) -> str:
        """Return the number in E.164. Raises UnlikelyPhone until an odd one is confirmed."""
        try:
            return read_phone(text)
        except UnlikelyPhone as doubt:
            if doubt.number not in (self.widget.confirmed, self.believed):
                raise
            return doubt.number


class ShownPhoneField(PhoneField):
    """A number that is stored as people read it, because it is only shown: "0421 123456"."""

    is_stored_as_shown = True

    def to_python(self, value: Any) -> str:
        return phone_for_people(super().to_python(value))


class PhoneOrEmailField(PhoneField):
    """One way to reach somebody: a phone number as people read it, or an e-mail address."""

    is_stored_as_shown = True

    def read(self, text: str) -> str:
        if "@" not in text:
            return self._number(text)
        address = text.replace(" ", "").rstrip(".,;")
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(_NEITHER) from None
        return address

    def _number(self, text: str) -> str:
        if not any(sign.isdigit() for sign in text):
            raise ValidationError(_NEITHER)
        return phone_for_people(super().read(text))


_NEITHER = _("Bitte schreiben Sie eine Telefonnummer oder eine E-Mail-Adresse auf.")
