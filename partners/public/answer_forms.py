"""The forms on the page of an invitation."""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners import answering
from partners.invitation import LONGEST_WORDS, Invitation
from web.input.text_cleaning import LinesField
from web.stored_values import EditsStored

_FAR = timedelta(days=2 * 365)
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*Uhr)?", re.IGNORECASE)


def _words(label: Any, **options: Any) -> LinesField:
    """Return a field for some sentences that names its limit in words."""
    field = LinesField(
        label=label,
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )
    # A browser would cut what is too long without a word; the form says so instead.
    field.widget.attrs.pop("maxlength", None)
    field.validators[0].message = _(  # type: ignore[attr-defined]
        "Hier passen höchstens %(limit_value)d Zeichen hin. Bitte kürzen Sie den Text etwas."
    )
    return field


class DayInput(forms.DateInput):
    input_type = "date"


class HourInput(forms.TimeInput):
    input_type = "time"


class HourField(forms.Field):
    """A time of day as people write it: "10.30", "10:30", "10 Uhr"."""

    widget = HourInput(format="%H:%M")

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _HOUR.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            words = _("Bitte schreiben Sie die Uhrzeit mit Ziffern, zum Beispiel 10:30.")
            raise ValidationError(words, code="invalid")
        return time(hour, minute)


class AnswerForm(forms.Form):
    """A form about one invitation; `store` does what a valid form says."""

    prefix_of_ids = ""

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.invitation = invitation
        options = {"auto_id": f"{self.prefix_of_ids}-%s", "label_suffix": "", **kwargs}
        super().__init__(*args, **options)

    def store(self) -> None:
        """Raises TooLate when the invitation can no longer be answered."""
        raise NotImplementedError


class AcceptForm(AnswerForm):
    prefix_of_ids = "zusage"

    def store(self) -> None:
        answering.accept(self.invitation)


class DeclineForm(AnswerForm):
    prefix_of_ids = "absage"
    reason = _words(_("Möchten Sie uns sagen, warum?"))

    def store(self) -> None:
        answering.decline(self.invitation, self.cleaned_data["reason"])


class ProposalForm(AnswerForm):
    """Another day, another time, or both; or some words when it is not that simple."""

    prefix_of_ids = "vorschlag"
    day = forms.DateField(
        label=_("Welcher Tag passt Ihnen?"),
        required=False,
        widget=DayInput(format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
        error_messages={"invalid": _("Bitte schreiben Sie das Datum so: 24.12.2027.")},
    )
    at = HourField(label=_("Ab wie viel Uhr?"), required=False)
    words = _words(_("Was sollen wir noch wissen?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # no "(freiwillig)": one of them is needed
            vars(field)["one_is_enough"] = True

    def clean_day(self) -> date | None:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day and day < today:
            raise ValidationError(_("Dieser Tag ist schon vorbei. Bitte wählen Sie einen anderen."))
        if day and day > today + _FAR:
            raise ValidationError(_("Bitte prüfen Sie das Jahr."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("day", _("Bitte nennen Sie einen Tag oder eine Uhrzeit."))
        return given

    def store(self) -> None:
        given = self.cleaned_data
        answering.propose(self.invitation, given["day"], given["at"], given["words"])


class NeedsForm(EditsStored, AnswerForm):
    """What the partner needs, filled in with what they said before."""

    prefix_of_ids = "bedarf"
    needs_projector = forms.BooleanField(label=_("einen Beamer"), required=False)
    needs_step_free = forms.BooleanField(label=_("einen Weg ohne Stufen"), required=False)
    needs_other = _words(_("Etwas anderes?"))

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, invitation=invitation, initial=_needs_of(invitation), **kwargs)

    def read_stored(self) -> None:
        self.initial = _needs_of(answering.locked(self.invitation))

    def said_about(self, name: str) -> str:
        """Who of ours it was is nothing for a page that needs no login."""
        return ""

    def store(self) -> None:
        answering.say_needs(self.invitation, self.cleaned_data)


def _needs_of(invitation: Invitation) -> dict[str, Any]:
    names = ("needs_projector", "needs_step_free", "needs_other")
    return {name: getattr(invitation, name) for name in names}
