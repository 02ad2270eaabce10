"""The registration form: name and one way to reach the person are asked for, the rest is free.

The public page and the phone registration of the staff use the same form.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.formatting import after_in
from courses.models import Course
from participants.people.consents import ConsentKind, Wording
from participants.public.contact_fields import CONTACT, ContactFields, text_field
from participants.public.fields import ConsentField, KeyField
from participants.registration.arrival import Application
from participants.registration.models import LivesHere, RegistrationChannel
from web.form_key import derived_key
from web.input.phone_field import PhoneOrEmailField
from web.input.text_cleaning import LineField, LinesField, fold

# Not required by themselves, and yet "(optional)" beside them would be wrong.
_NOT_REALLY_OPTIONAL = ("guardian_name", "guardian_contact")
PERSON = ("name", *CONTACT)
ANSWERS = ("lives_here", "needs", "under_age", "guardian_name", "guardian_contact")
CONSENTS = tuple(ConsentKind)


class ApplicationForm(ContactFields):
    """What somebody says who wants to take part in `course`.

    Filled in twice for the same name, it is one registration: see `spent_key`. A form with a prefix
    is that of one more person, whom somebody else brings along."""

    name = text_field(
        LineField,
        "name",
        label=_("Ihr Name"),
        max_length=150,
        error_messages={"required": _("Bitte schreiben Sie Ihren Namen auf.")},
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
    needs = text_field(
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
    guardian_name = text_field(
        LineField,
        label=_("Name Ihrer Mutter, Ihres Vaters oder Vormunds"),
        required=False,
        max_length=150,
    )
    guardian_contact = text_field(
        PhoneOrEmailField,
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

    field_order = ("name",)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        self.course = course
        super().__init__(*args, **kwargs)
        self.fields["lives_here"].label = _("Wohnen Sie in %(district)s?") % {
            "district": after_in(course.district)
        }
        self.leave_unmarked(_NOT_REALLY_OPTIONAL)
        self.fields["name"].widget.attrs["spellcheck"] = "false"
        self.fields["guardian_name"].widget.attrs["spellcheck"] = "false"
        self.fields["needs"].widget.attrs["rows"] = 4
        if self.prefix:
            self._ask_for_somebody_else()

    def _ask_for_somebody_else(self) -> None:
        """Who types here has just written their own name, and the browser knows only theirs."""
        name = self.fields["name"]
        name.label = _("Name der weiteren Person")
        name.error_messages["required"] = _("Bitte schreiben Sie den Namen der Person auf.")
        for field in self.fields.values():
            tokens = field.widget.attrs.get("autocomplete")
            if tokens:
                field.widget.attrs["autocomplete"] = f"section-{self.prefix} {tokens}"

    def add_prefix(self, field_name: str) -> str:
        """The key belongs to the whole form, whoever is on it."""
        return field_name if field_name == "key" else super().add_prefix(field_name)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._check_guardian()
        return self.cleaned_data

    def _check_guardian(self) -> None:
        if not self.cleaned_data.get("under_age"):
            self._forget_guardian()
            return
        self.ask("guardian_name", _("Bitte schreiben Sie auf, wer für Sie sorgeberechtigt ist."))
        self.ask("guardian_contact", _("Bitte schreiben Sie auf, wie wir diese Person erreichen."))

    def _forget_guardian(self) -> None:
        """What a grown-up wrote there is not kept, so nothing about it is asked back."""
        self.errors.pop("guardian_contact", None)
        self.cleaned_data["guardian_contact"] = ""

    def application(self, channel: str = RegistrationChannel.ONLINE) -> Application:
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

    def _manner(self) -> dict[str, Any]:
        """Return how to talk to the person: as they wish, or else on the quickest way."""
        return {"channel": self.chosen_channel(), "language": get_language()}

    def _answers(self) -> dict[str, Any]:
        answers = {name: self.cleaned_data[name] for name in ANSWERS}
        if not answers["under_age"]:
            answers |= {"guardian_name": "", "guardian_contact": ""}
        return answers

    def consents(self) -> dict[ConsentKind, Wording]:
        """Return the wordings that were agreed to, by kind."""
        given = {kind: self.cleaned_data[kind] for kind in CONSENTS if self.cleaned_data[kind]}
        if not self.cleaned_data["under_age"]:
            given.pop(ConsentKind.GUARDIAN, None)
        return given

    def spent_key(self) -> UUID:
        """Return the key that is used up when this form is stored.

        It is derived from the form's key and the name: who goes back in the browser to register a
        neighbour sends the same form and is not taken for the first person."""
        return derived_key(self.cleaned_data["key"], fold(self.cleaned_data["name"]))
