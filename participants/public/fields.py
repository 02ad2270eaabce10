"""What people type, read with patience: the fields of the registration form."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from participants.people.consents import ConsentKind, Wording, current_wording, wording_with_version
from web.form_key import new_key
from web.input.none_words import means_none
from web.input.text_cleaning import LineField

# The name of a field that people do not see: whoever fills it in is a program.
HONEYPOT = "website"


class EmailField(LineField):
    """An e-mail address; "keine" is understood and leaves the field empty."""

    widget = forms.EmailInput
    default_validators = [validate_email]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.error_messages["invalid"] = _UNREADABLE

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return "" if means_none(text) else text.replace(" ", "").rstrip(".,;")

    def run_validators(self, value: str) -> None:
        if not value.rpartition("@")[0].isascii():
            raise ValidationError(_UMLAUT)
        super().run_validators(value)


_UNREADABLE = _(
    "Diese E-Mail-Adresse ist nicht vollständig. Bitte schreiben Sie sie so:"
    " erna.muster@example.org. Sie haben keine? Dann lassen Sie das Feld leer."
)
_UMLAUT = _(
    "E-Mail-Adressen mit ä, ö, ü oder ß kommen oft nicht an. Meist heißt es ae, oe, ue oder ss."
    " Bitte sehen Sie noch einmal nach, oder geben Sie uns Ihre Telefonnummer."
)


class KeyField(forms.UUIDField):
    """The form's one-time key; what is not one is replaced, because nobody typed it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value)
        except ValidationError:
            return new_key()


class ConsentInput(forms.CheckboxInput):
    """A box that sends the version of the wording beside it; only that very version ticks it."""

    def __init__(self, version: str) -> None:
        super().__init__(attrs={"value": version}, check_test=lambda value: value == version)

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Any:
        return data.get(name, "")

    def format_value(self, value: Any) -> None:
        return None


class ConsentField(forms.Field):
    """A consent, never ticked before; its value is the `Wording` that was shown, or None."""

    def __init__(self, kind: ConsentKind, **kwargs: Any) -> None:
        self.kind = kind
        shown = current_wording(kind)
        super().__init__(
            label=shown.text, required=False, widget=ConsentInput(shown.version), **kwargs
        )

    def to_python(self, value: Any) -> Wording | None:
        """Raises ValidationError for a version that there never was."""
        if not value:
            return None
        found = wording_with_version(self.kind, value)
        if found is None:
            raise ValidationError(
                _("Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal.")
            )
        return found
