"""The form in which people put right, on their own page, how they are reached."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participants.people.person import Participant
from participants.public.contact_fields import CONTACT, ContactFields
from participants.public.layout_objects import contact_fieldset, public_form_helper
from web.stored_values import EditsStored


class LanguageSelect(forms.Select):
    """Each language in its own words, and marked as what it is."""

    def create_option(
        self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["lang"] = value
        return option


class ContactForm(EditsStored, ContactFields):
    """How a person is reached, filled in with what is known of them."""

    language = forms.ChoiceField(
        label=_("In welcher Sprache schreiben wir Ihnen?"),
        choices=settings.LANGUAGES,
        widget=LanguageSelect,
    )

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, initial=self._stored(person), **kwargs)

    def _stored(self, person: Participant) -> dict[str, Any]:
        known = {name: getattr(person, name) for name in (*CONTACT, "channel", "language")}
        return known | {"phone": person.phone_text}

    def read_stored(self) -> None:
        people = Participant.objects.select_for_update(no_key=True)
        self.initial = self._stored(people.get(pk=self.person.pk))

    def said_about(self, name: str) -> str:
        """Who of the staff it was is nothing for a page that needs no login."""
        return ""

    def contact(self) -> dict[str, str]:
        """Return what a valid form says, as fields of a Participant."""
        return self.cleaned_data | {"channel": self.chosen_channel()}


def contact_layout() -> FormHelper:
    """Return the helper of the form."""
    return public_form_helper(contact_fieldset(), "language")
