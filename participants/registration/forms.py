"""The registration form: name and one way to reach the person are asked for, the rest is free.

The public page and the phone registration of the staff use the same form.
"""

from uuid import uuid5

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.text import LineField, LinesField, fold
from correspondence.models import Channel
from participants.consents import ConsentKind
from participants.registration.arrival import Application
from participants.registration.fields import (
    ConsentField,
    EmailField,
    KeyField,
    PhoneField,
    means_none,
)
from participants.registration.models import LivesHere, RegistrationChannel

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

# The field behind each channel, the quickest way first.
WAYS = {Channel.EMAIL: "email", Channel.PHONE: "phone", Channel.POST: "street"}
# Not required by themselves, and yet "(optional)" beside them would be wrong.
_NOT_REALLY_OPTIONAL = (*WAYS.values(), "postal_code", "city", "guardian_name", "guardian_contact")
PERSON = ("name", "email", "phone", "street", "postal_code", "city")
ANSWERS = ("lives_here", "needs", "under_age", "guardian_name", "guardian_contact")
CONSENTS = tuple(ConsentKind)


def _text(field, tokens="", **options):
    attrs = {"autocomplete": tokens} if tokens else {}
    made = field(**options)
    made.widget.attrs.update(attrs)
    for validator in made.validators:
        if validator.code == "max_length":
            validator.message = _TOO_LONG
    # A browser would cut what is too long without a word; the form says so instead.
    made.widget.attrs.pop("maxlength", None)
    return made


class ApplicationForm(forms.Form):
    """What somebody says who wants to take part.

    Filled in twice for the same name, it is one registration: see `spent_key`."""

    name = _text(
        LineField,
        "name",
        label=_("Ihr Name"),
        max_length=150,
        error_messages={"required": _("Bitte schreiben Sie Ihren Namen auf.")},
    )
    email = _text(EmailField, "email", label=_("E-Mail-Adresse"), required=False)
    phone = _text(
        PhoneField,
        "tel",
        label=_("Telefonnummer"),
        required=False,
        help_text=_("Mit Vorwahl, zum Beispiel 0421 123456."),
    )
    street = _text(
        LineField,
        "street-address",
        label=_("Straße und Hausnummer"),
        required=False,
        max_length=120,
    )
    postal_code = _text(
        LineField, "postal-code", label=_("Postleitzahl"), required=False, max_length=10
    )
    city = _text(LineField, "address-level2", label=_("Ort"), required=False, max_length=80)
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
    lives_here = forms.ChoiceField(
        choices=[
            (LivesHere.YES, _("ja")),
            (LivesHere.NEARBY, _("in der Nähe")),
            ("", _("keine Angabe")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reduction = forms.BooleanField(
        label=_("Ja, ich möchte weniger oder nichts bezahlen."), required=False
    )
    needs = _text(
        LinesField,
        label=_("Was brauchen Sie, um gut teilnehmen zu können?"),
        help_text=_(
            "Zum Beispiel: einen Platz für den Rollstuhl, große Schrift, jemanden, der übersetzt."
            " Nur die Kursleitung und unser Büro lesen das. Nach dem Kurs löschen wir es."
        ),
        required=False,
        max_length=1000,
    )
    under_age = forms.BooleanField(label=_("Ich bin unter 18 Jahre alt."), required=False)
    guardian_name = _text(
        LineField,
        label=_("Name Ihrer Mutter, Ihres Vaters oder Vormunds"),
        required=False,
        max_length=150,
    )
    guardian_contact = _text(
        LineField,
        label=_("Telefon oder E-Mail-Adresse dieser Person"),
        required=False,
        max_length=200,
    )
    guardian = ConsentField(
        ConsentKind.GUARDIAN,
        help_text=_(
            "Das kreuzt Ihre Mutter, Ihr Vater oder Ihr Vormund an. Sonst rufen wir dort an."
        ),
    )
    photos_inside = ConsentField(ConsentKind.PHOTOS_INSIDE)
    photos_public = ConsentField(ConsentKind.PHOTOS_PUBLIC)
    alumni = ConsentField(ConsentKind.ALUMNI)
    key = KeyField()

    def __init__(self, *args, course, **kwargs):
        self.course = course
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["lives_here"].label = _("Wohnen Sie in %(district)s?") % {
            "district": course.district
        }
        for name in _NOT_REALLY_OPTIONAL:
            self.fields[name].one_is_enough = True
        self.fields["name"].widget.attrs["spellcheck"] = "false"
        self.fields["guardian_name"].widget.attrs["spellcheck"] = "false"
        self.fields["needs"].widget.attrs["rows"] = 4

    def clean(self):
        self._check_address()
        self._check_contact()
        self._check_guardian()
        return self.cleaned_data

    def _check_address(self):
        given = self.cleaned_data
        town = given.get("postal_code") or given.get("city")
        if town:
            self._ask("street", _("Bitte schreiben Sie auch Straße und Hausnummer auf."))
        elif given.get("street"):
            self._ask("postal_code", _("Bitte schreiben Sie auch die Postleitzahl auf."))

    def _check_contact(self):
        """One way is enough; what was written but not understood has its own error already."""
        ways, wanted = self._ways(), self.cleaned_data.get("channel")
        if wanted and wanted not in ways:
            self._ask(WAYS[wanted], MISSING[wanted])
        elif not (ways or set(WAYS.values()) & set(self.errors)):
            self.add_error("phone", self._no_channel())

    def _no_channel(self):
        return NO_EMAIL if means_none(self.data.get("email", "")) else NO_CHANNEL

    def _check_guardian(self):
        if not self.cleaned_data.get("under_age"):
            return
        self._ask("guardian_name", _("Bitte schreiben Sie auf, wer für Sie sorgeberechtigt ist."))
        self._ask("guardian_contact", _("Bitte schreiben Sie auf, wie wir diese Person erreichen."))

    def _ask(self, name, message):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _ways(self):
        """Return the channels by which the person can be reached, the quickest first."""
        return [way for way, name in WAYS.items() if self.cleaned_data.get(name)]

    def application(self, channel=RegistrationChannel.ONLINE):
        """Return what a valid form says; `channel` is the way on which it came."""
        given = self.cleaned_data
        return Application(
            person={name: given[name] for name in PERSON} | self._manner(),
            answers=self._answers(),
            consents=list(self.consents()),
            versions={kind: wording.version for kind, wording in self.consents().items()},
            wants_reduction=given["reduction"],
            channel=channel,
        )

    def _manner(self):
        """Return how to talk to the person: as they wish, or else on the quickest way."""
        channel = Channel(self.cleaned_data["channel"] or self._ways()[0])
        return {"channel": channel, "language": get_language()}

    def _answers(self):
        answers = {name: self.cleaned_data[name] for name in ANSWERS}
        if not answers["under_age"]:
            answers |= {"guardian_name": "", "guardian_contact": ""}
        return answers

    def consents(self):
        """Return the wordings that were agreed to, by kind."""
        given = {kind: self.cleaned_data[kind] for kind in CONSENTS if self.cleaned_data[kind]}
        if not self.cleaned_data["under_age"]:
            given.pop(ConsentKind.GUARDIAN, None)
        return given

    def spent_key(self):
        """Return what is used up when this form is stored.

        It is one for the form and the name: who goes back in the browser to register a neighbour
        sends the same form and is not taken for the first person."""
        return uuid5(self.cleaned_data["key"], fold(self.cleaned_data["name"]))

    def typed(self):
        """Return what was typed, as pairs of name and text: the hidden fields of the next page."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]
