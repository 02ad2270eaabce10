"""The form in which people put right, on their own page, how they are reached."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participants.people.person import Participant
from participants.public.contact_fields import CONTACT, ContactFields
from participants.public.layout_objects import contact_fieldset, public_form_helper


class LanguageSelect(forms.Select):
    """Each language in its own words, and marked as what it is."""

    def create_option(
        self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["lang"] = value
        return option


class ContactForm(ContactFields):
    """How a person is reached, filled in with what is known of them."""

    language = forms.ChoiceField(
        label=_("In welcher Sprache schreiben wir Ihnen?"),
        choices=settings.LANGUAGES,
        widget=LanguageSelect,
    )

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        known = {name: getattr(person, name) for name in (*CONTACT, "channel", "language")}
        super().__init__(*args, initial=known | {"phone": person.phone_text}, **kwargs)

    def contact(self) -> dict[str, str]:
        """Return what a valid form says, as fields of a Participant."""
        return self.cleaned_data | {"channel": self.chosen_channel()}


def contact_layout() -> FormHelper:
    """Return the helper of the form."""
    return public_form_helper(contact_fieldset(), "language")
