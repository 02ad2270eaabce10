"""A form of the staff face that stands for one verb."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 10


class DateInput(forms.DateInput):
    """The browser's own calendar; typing works too."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class StaffDateField(forms.DateField):
    """A day that can be meant: from 2000 until ten years ahead, or with `future=False` until today.

    Years like 1 or 9999 are slips of the keyboard; with a time zone they are no moment at all."""

    widget = DateInput
    default_error_messages = {
        "invalid": "Bitte schreiben Sie das Datum so: 24.12.2027.",
        "impossible": "Bitte prüfen Sie das Jahr. Möglich ist {0.year} bis {1.year}.",
        "future": "Dieses Datum kommt erst noch.",
    }

    def __init__(self, *, future=True, **kwargs):
        self.future = future
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if value not in self.empty_values:
            self._check(value, timezone.localdate())

    def _check(self, value, today):
        latest = date(today.year + YEARS_AHEAD, 12, 31)
        if not EARLIEST <= value <= latest:
            words = self.error_messages["impossible"].format(EARLIEST, latest)
            raise ValidationError(words, code="impossible")
        if value > today and not self.future:
            raise ValidationError(self.error_messages["future"], code="future")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class VerbForm(forms.Form):
    """What somebody fills in to do one verb. `act` does it and returns what to tell as success.

    `refusals` are the exceptions whose words the form shows as its own error."""

    slug = ""
    label = ""
    refusals = (ValidationError,)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{self.slug}-%s", label_suffix="", **kwargs)

    def carry_out(self):
        """Return whether it worked; `said` is what to tell then. All or nothing is stored."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.said = self.act()
        except self.refusals as error:
            self.add_error(None, getattr(error, "messages", str(error)))
            return False
        return True
