"""What somebody fills in to write to a group: to whom, subject, text."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from participants.telling.group_message import MOST_IN_SUBJECT, MOST_IN_TEXT, Group
from participants.telling.group_writing import Draft
from web.input.text_cleaning import LineField, LinesField

# What begins the foot of a mail: what stands below would be lost in letters and in some programs.
_FOOT_LINE = re.compile(r"^--[ \t]*$", re.MULTILINE)


class TextField(LinesField):
    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return _FOOT_LINE.sub("–", text) if text else text


def _at_most(number: int, what: str) -> MaxLengthValidator:
    """Return the check of a length that cuts nothing off in the browser."""
    words = f"Bitte kürzen Sie {what} auf höchstens {number} Zeichen. Jetzt sind es %(show_value)d."
    return MaxLengthValidator(number, words)


class GroupForm(forms.Form):
    """A message to a group; nothing is sent by it."""

    group = forms.ChoiceField(
        label="Wem möchten Sie schreiben?",
        choices=Group.choices,
        initial=Group.WITH_PLACE,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie, wem Sie schreiben möchten.",
            "invalid_choice": "Bitte wählen Sie eine der beiden Gruppen.",
        },
    )
    subject = LineField(
        label="Betreff",
        validators=[_at_most(MOST_IN_SUBJECT, "den Betreff")],
        error_messages={"required": "Bitte schreiben Sie einen Betreff."},
    )
    text = TextField(
        label="Text",
        help_text="Anrede und Gruß stehen von selbst dabei. Wer keine E-Mail-Adresse hat, hört den"
        " Text am Telefon oder bekommt ihn als Brief: Schreiben Sie bitte kurz.",
        widget=forms.Textarea(attrs={"rows": 10}),
        validators=[_at_most(MOST_IN_TEXT, "den Text")],
        error_messages={"required": "Bitte schreiben Sie einen Text."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "gruppe-%s", "label_suffix": "", **kwargs})

    @property
    def draft(self) -> Draft:
        """Return what a valid form says."""
        answers = self.cleaned_data
        return Draft(answers["group"], answers["subject"], answers["text"])


class SendForm(GroupForm):
    """The same, looked at: with `key` it is sent once, `seen` says which people were shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
