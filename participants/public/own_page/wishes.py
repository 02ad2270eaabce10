"""What the person needs and agrees to: seen, changed and withdrawn by themselves."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participants.people.consents import ConsentKind, give_consent
from participants.public.contact_fields import text_field
from participants.public.fields import ConsentField
from participants.public.layout_objects import Say, public_form_helper
from participants.registration.models import BadgeName, Registration, RegistrationChannel
from participants.registration.status import SEEKING
from web.input.text_cleaning import LinesField
from web.stored_values import EditsStored

# What a person decides on alone; a guardian's consent is the guardian's.
OWN_KINDS = (ConsentKind.PHOTOS_INSIDE, ConsentKind.PHOTOS_PUBLIC, ConsentKind.ALUMNI)


# What is asked as long as somebody has or seeks a place.
WHILE_SEEKING = ("needs", "badge")


class WishesForm(EditsStored, forms.Form):
    """What somebody needs and is called, as long as they have or seek a place, and a box for each
    consent.

    A box is ticked while the consent is in force, whatever its version; left ticked, nothing
    changes."""

    # A box that is left as it is gives and withdraws nothing.
    NOT_STORED = OWN_KINDS

    needs = text_field(
        LinesField,
        label=_("Was brauchen Sie, um gut teilnehmen zu können?"),
        help_text=_("Nur die Kursleitung und unser Büro lesen das. Nach dem Kurs löschen wir es."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    badge = forms.ChoiceField(
        label=_("Was steht auf Ihrem Namensschild?"),
        choices=[
            (BadgeName.FIRST, _("nur der Vorname")),
            (BadgeName.WHOLE, _("der ganze Name")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    photos_inside = ConsentField(ConsentKind.PHOTOS_INSIDE)
    photos_public = ConsentField(ConsentKind.PHOTOS_PUBLIC)
    alumni = ConsentField(ConsentKind.ALUMNI)
    # The kinds that the page showed as given: what was ticked or not then, was not touched.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict | None, registration: Registration) -> None:
        self.registration = registration
        self.given = _given(registration)
        known = {name: getattr(registration, name) for name in WHILE_SEEKING}
        known |= {"shown": " ".join(sorted(self.given))}
        super().__init__(sent, initial=known, label_suffix="")
        for kind in OWN_KINDS:
            self.fields[kind].widget.attrs["checked"] = self._is_ticked(kind)
        self._ask_only_while_seeking()

    def _ask_only_while_seeking(self) -> None:
        for name in WHILE_SEEKING:
            if not may_say_needs(self.registration):
                self.fields.pop(name, None)

    def _is_ticked(self, kind: str) -> bool:
        return kind in self.data if self.is_bound else kind in self.given

    def read_stored(self) -> None:
        locked = Registration.objects.select_for_update(no_key=True)
        self.registration.refresh_from_db(fields=[*WHILE_SEEKING, "status"], from_queryset=locked)
        self._ask_only_while_seeking()
        self.initial.update({name: getattr(self.registration, name) for name in WHILE_SEEKING})
        self.given = _given(self.registration)

    def said_about(self, name: str) -> str:
        """Who of the staff it was is nothing for a page that needs no login."""
        return ""

    def clean_badge(self) -> str:
        """Keep the name on the badge where none was chosen."""
        return self.cleaned_data["badge"] or self.registration.badge

    @transaction.atomic
    def store(self) -> bool:
        """Return whether the form is valid; then what changed is given, withdrawn and kept."""
        self.read_stored()
        if self.is_valid():
            self._keep()
        return self.is_valid()

    def _keep(self) -> None:
        self._keep_wishes()
        shown = self.cleaned_data["shown"].split() if "shown" in self.data else self.given
        for kind in OWN_KINDS:
            wording = self.cleaned_data[kind]
            if wording and kind not in (*shown, *self.given):
                online = RegistrationChannel.ONLINE
                give_consent(self.registration, kind, online, version=wording.version)
            if not wording and kind in shown:
                for consent in _in_force(self.registration, kind):
                    consent.withdraw()

    def _keep_wishes(self) -> None:
        kept = [name for name in WHILE_SEEKING if name in self.fields]
        for name in kept:
            setattr(self.registration, name, self.cleaned_data[name])
        self.registration.save(update_fields=kept)


def _given(registration: Registration) -> set[str]:
    return {kind for kind in OWN_KINDS if _in_force(registration, kind)}


def _in_force(registration: Registration, kind: str) -> Any:
    return registration.consents.in_force(kind)


def may_say_needs(registration: Registration) -> bool:
    """Return whether the needs matter: they are deleted for whom they no longer do."""
    return registration.status in SEEKING


def wishes_layout(form: WishesForm) -> FormHelper:
    """Return the helper of the form."""
    may_change_mind = _("Sie können jedes Kästchen leer lassen.")
    consents = Fieldset(_("Ihre Einwilligung"), Say(may_change_mind), *OWN_KINDS)
    return public_form_helper(
        *(name for name in WHILE_SEEKING if name in form.fields), consents, "shown"
    )
