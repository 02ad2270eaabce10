"""The form in which people put right, on their own page, how they are reached."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participants.public.contact_fields import CONTACT, ContactFields
from participants.public.layout_objects import Say


class LanguageSelect(forms.Select):
    """Each language in its own words, and marked as what it is."""

    def create_option(self, name, value, label, *args, **kwargs):
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

    def __init__(self, *args, person, **kwargs):
        known = {name: getattr(person, name) for name in (*CONTACT, "channel", "language")}
        super().__init__(*args, initial=known | {"phone": person.phone_text}, **kwargs)

    def contact(self):
        """Return what a valid form says, as fields of a Participant."""
        return self.cleaned_data | {"channel": self.chosen_channel()}


def contact_layout():
    """Return the helper of the form; the page around it writes the <form> itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False  # the summary stands above the heading
    helper.layout = Layout(
        Fieldset(
            _("Wie erreichen wir Sie?"),
            Say(_("Eine Angabe reicht: E-Mail, Telefon oder Adresse.")),
            *CONTACT,
            "channel",
        ),
        "language",
    )
    return helper
