"""The form for people who want to hear of the next course: a district and one way to reach them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import District
from participants.interested import wording
from participants.public.contact_fields import CONTACT, ContactFields, text_field
from participants.public.fields import ConsentInput, KeyField
from participants.public.layout_objects import Say
from web.text_cleaning import LineField


class InterestForm(ContactFields):
    """Sent twice, it is one wish. The box is never ticked before; without it nothing is kept."""

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["spellcheck"] = "false"

    def clean_consent(self):
        """Return the version of the wording that was shown. Another one must be read again."""
        version = self.cleaned_data["consent"]
        if version != wording.VERSION:
            raise forms.ValidationError(
                _("Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal.")
            )
        return version

    def interest_fields(self):
        """Return what a valid form says, as fields of an Interest."""
        given = self.cleaned_data
        fields = {name: given[name] for name in ("district", "name", *CONTACT)}
        return fields | {"channel": self.chosen_channel(), "consent_version": given["consent"]}


def interest_layout():
    """Return the helper of the form; the page around it writes the <form> itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False  # the summary stands above the heading
    helper.layout = Layout(
        "key",
        "district",
        "name",
        Fieldset(
            _("Wie erreichen wir Sie?"),
            Say(_("Eine Angabe reicht: E-Mail, Telefon oder Adresse.")),
            *CONTACT,
            "channel",
        ),
        Fieldset(_("Ihre Einwilligung"), "consent"),
    )
    return helper
