"""How a person is reached: by e-mail, phone or post. One is enough, and the person chooses."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from correspondence.models import Channel
from participants.public.fields import EmailField
from web.input.none_words import means_none
from web.input.phone_field import PhoneField
from web.input.text_cleaning import LineField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_CHANNEL = _(
    "Bitte schreiben Sie Ihre Telefonnummer oder E-Mail-Adresse auf, damit wir Sie erreichen."
    " Ihre Adresse reicht auch."
)
NO_EMAIL = _(
    "Sie haben keine E-Mail-Adresse. Das macht nichts. Bitte schreiben Sie Ihre Telefonnummer oder"
    " Ihre Adresse auf, damit wir Sie erreichen."
)
MISSING = {
    Channel.EMAIL: _("Sie möchten eine E-Mail. Bitte schreiben Sie Ihre E-Mail-Adresse auf."),
    Channel.PHONE: _("Sie möchten einen Anruf. Bitte schreiben Sie Ihre Telefonnummer auf."),
    Channel.POST: _("Sie möchten einen Brief. Bitte schreiben Sie Ihre Adresse auf."),
}
_TOO_LONG = _("Hier passen höchstens %(limit_value)d Zeichen hin. Bitte kürzen Sie den Text etwas.")

TextField = TypeVar("TextField", bound=forms.CharField)

# The field behind each channel, the quickest way first.
WAYS = {Channel.EMAIL: "email", Channel.PHONE: "phone", Channel.POST: "street"}
CONTACT = ("email", "phone", "street", "postal_code", "city")


def text_field(field: type[TextField], tokens: str = "", **options: Any) -> TextField:
    """Return a field that names its limit in words; `tokens` is what a browser may fill in."""
    made = field(**options)
    if tokens:
        made.widget.attrs["autocomplete"] = tokens
    for validator in made.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = _TOO_LONG
    # A browser would cut what is too long without a word; the form says so instead.
    made.widget.attrs.pop("maxlength", None)
    return made


class ContactFields(forms.Form):
    """The part of a form that asks how somebody is reached."""

    email = text_field(EmailField, "email", label=_("E-Mail-Adresse"), required=False)
    phone = text_field(
        PhoneField,
        "tel",
        label=_("Telefonnummer"),
        required=False,
        help_text=_("Mit Vorwahl, zum Beispiel 0421 123456."),
    )
    street = text_field(
        LineField,
        "street-address",
        label=_("Straße und Hausnummer"),
        required=False,
        max_length=120,
    )
    postal_code = text_field(
        LineField, "postal-code", label=_("Postleitzahl"), required=False, max_length=10
    )
    city = text_field(LineField, "address-level2", label=_("Ort"), required=False, max_length=80)
    channel = forms.ChoiceField(
        label=_("Wie sollen wir uns bei Ihnen melden?"),
        choices=[
            (Channel.EMAIL, _("mit einer E-Mail")),
            (Channel.PHONE, _("mit einem Anruf")),
            (Channel.POST, _("mit einem Brief")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.leave_unmarked(CONTACT)

    def leave_unmarked(self, names: Iterable[str]) -> None:
        """Put no "(freiwillig)" beside these fields: they are not required, but may be needed."""
        for name in names:
            vars(self.fields[name])["one_is_enough"] = True

    def clean(self) -> dict[str, Any]:
        self.check_address()
        self.check_contact()
        return self.cleaned_data

    def check_address(self) -> None:
        """An address needs its street, and a street its postal code."""
        given = self.cleaned_data
        town = given.get("postal_code") or given.get("city")
        if town:
            self.ask("street", _("Bitte schreiben Sie auch Straße und Hausnummer auf."))
        elif given.get("street"):
            self.ask("postal_code", _("Bitte schreiben Sie auch die Postleitzahl auf."))

    def check_contact(self) -> None:
        """One way is enough; what was written but not understood has its own error already."""
        ways, wanted = self.ways(), self.cleaned_data.get("channel")
        if wanted and wanted not in ways:
            self.ask(WAYS[wanted], MISSING[wanted])
        elif not (ways or set(WAYS.values()) & set(self.errors)):
            self.add_error("phone", self._no_channel())

    def _no_channel(self) -> "StrOrPromise":
        return NO_EMAIL if means_none(self.data.get(self.add_prefix("email"), "")) else NO_CHANNEL

    def ask(self, name: str, message: "StrOrPromise") -> None:
        """Add the message to a field that was left empty and has no error yet."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def ways(self) -> list[Channel]:
        """Return the channels by which the person can be reached, the quickest first."""
        return [way for way, name in WAYS.items() if self.cleaned_data.get(name)]

    def chosen_channel(self) -> Channel:
        """Return how a valid form says to tell the person: as wished, or else the quickest way."""
        return Channel(self.cleaned_data["channel"] or self.ways()[0])
