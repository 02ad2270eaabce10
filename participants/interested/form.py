"""The form for people who want to hear of the next course: a district and one way to reach them."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import District
from participants.interested import wording
from participants.public.contact_fields import CONTACT, ContactFields, text_field
from participants.public.fields import ConsentInput, KeyField
from participants.public.layout_objects import contact_fieldset, public_form_helper
from web.input.text_cleaning import LineField


class InterestForm(ContactFields):
    """What somebody says who wants to hear of the next course.

    The box is never ticked before; without it nothing is kept."""

    district = forms.ModelChoiceField(
        District.objects.all(),
        to_field_name="slug",
        label=_("In welchem Stadtteil wohnen Sie?"),
        empty_label=_("Bitte wählen Sie"),
        error_messages={
            "required": _("Bitte wählen Sie einen Stadtteil aus."),
            "invalid_choice": _("Bitte wählen Sie einen Stadtteil aus."),
        },
    )
    name = text_field(
        LineField,
        "name",
        label=_("Ihr Name"),
        required=False,
        max_length=150,
    )
    consent = forms.CharField(
        label=wording.TEXT,
        widget=ConsentInput(wording.VERSION),
        error_messages={
            "required": _("Bitte kreuzen Sie das an. Sonst dürfen wir Ihre Angaben nicht aufheben.")
        },
    )
    key = KeyField()

    field_order = ("district", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["spellcheck"] = "false"

    def clean_consent(self) -> str:
        """Return the version of the wording that was shown.

        Raises ValidationError for another one: it must be read again."""
        version = self.cleaned_data["consent"]
        if version != wording.VERSION:
            raise forms.ValidationError(
                _("Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal.")
            )
        return version

    def interest_fields(self) -> dict[str, Any]:
        """Return what a valid form says, as fields of an Interest."""
        given = self.cleaned_data
        fields = {name: given[name] for name in ("district", "name", *CONTACT)}
        return fields | {"channel": self.chosen_channel(), "consent_version": given["consent"]}


def interest_layout() -> FormHelper:
    """Return the helper of the form."""
    return public_form_helper(
        "key",
        "district",
        "name",
        contact_fieldset(),
        Fieldset(_("Ihre Einwilligung"), "consent"),
    )
