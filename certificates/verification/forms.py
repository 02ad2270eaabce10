from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.numbering import read_code
from web.input.text_cleaning import LineField


class CodeForm(forms.Form):
    """Where somebody types the code from the certificate."""

    code = LineField(
        label=_("Code"),
        help_text=_("Er steht unten auf dem Papier und hat zwölf Zeichen."),
        max_length=300,  # a whole link, too
        error_messages={"required": _("Bitte schreiben Sie den Code vom Papier ab.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(self.fields["code"].error_messages["required"])
        return code
