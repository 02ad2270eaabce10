"""What people type, read with patience: the fields of the registration form."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from participants.people.consents import ConsentKind, Wording, current_wording, wording_with_version
from participants.people.contact import read_phone
from web.form_key import new_key
from web.text_cleaning import LineField, fold

# What people write who have none, in the languages of the form; no address or number looks so.
_NONE = {
    fold(word)
    for words in (
        "keine, kein, keins, nein, ohne, nicht vorhanden, nichts, nix, k.a, ka, keine angabe",
        "keine e-mail, keine email, keine mail, kein telefon",
        "habe keine, hab keine, habe ich nicht",
        "no, none, n/a, nothing, no email, no e-mail, no phone",
        "yok, hayır",
        "нет, не имею, нету",
        "ні, немає, нема",
        "لا, لا يوجد, ليس لدي",
        "nie, brak, nie mam",
    )
    for word in words.split(", ")
}
_STROKES = re.compile(r"[-–—_/.x]+")
_NO_ADDRESS = re.compile(
    r"((habe?-?)?keine?(-?e?-?mail)?|nein|ohne|k\.?a|nicht|none)@|(?P<no>no|nix|nie|yok|brak|x+)@(?P=no)\b"
)
_LONGEST_NONE = 40
# The name of a field that people do not see: whoever fills it in is a program.
HONEYPOT = "website"


def means_none(text: str) -> bool:
    """Return whether the text says "I have none", as in "keine", "k. A." or "keine@keine.de"."""
    if len(text) > _LONGEST_NONE:
        return False
    said = fold(text).replace("k. a", "k.a")
    return (
        said.rstrip(".!") in _NONE
        or bool(_STROKES.fullmatch(said))
        or bool(_NO_ADDRESS.match(said.replace(" ", "")))
    )


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
        if not value.isascii():
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


class PhoneField(LineField):
    """A phone number in any usual form; "keine" is understood and leaves the field empty."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the number in E.164; raises ValidationError when none can be read."""
        text = super().to_python(value) or ""
        return "" if means_none(text) else read_phone(text)


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
