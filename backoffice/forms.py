"""Forms of the staff face: each stands for one verb. And the fields for days and hours."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from web.stored_values import EditsStored

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 10


class DateInput(forms.DateInput):
    """The browser's own calendar; typing works too."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class StaffDateField(forms.DateField):
    """A day from 2000 until the end of the year that is ten years ahead.

    With `future=False` a day after today is refused, too. Years like 1 or 9999 are slips of the
    keyboard, and no moment can be made of them in every time zone."""

    widget = DateInput
    default_error_messages = {
        "invalid": "Bitte schreiben Sie das Datum so: 24.12.2027.",
        "impossible": "Bitte prüfen Sie das Jahr. Möglich ist {0.year} bis {1.year}.",
        "future": "Dieses Datum kommt erst noch.",
    }

    def __init__(self, *, future: bool = True, **kwargs: Any) -> None:
        self.future = future
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None:
            self._check(value, timezone.localdate())

    def _check(self, value: date, today: date) -> None:
        latest = date(today.year + YEARS_AHEAD, 12, 31)
        if not EARLIEST <= value <= latest:
            words = self.error_messages["impossible"].format(EARLIEST, latest)
            raise ValidationError(words, code="impossible")
        if value > today and not self.future:
            raise ValidationError(self.error_messages["future"], code="future")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


def local_moment(day: date | None, hour: time | None) -> datetime | None:
    """Return the local day and hour as one aware moment; None when either is missing."""
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour))


def carry_out(
    form: forms.Form, act: Callable[[], str], refusals: tuple[type[Exception], ...]
) -> str | None:
    """Do the verb of a valid form, all or nothing, and return what `act` says to tell as success.

    None: the form is not valid, or `act` raised one of the `refusals`. The form then shows the
    words of the refusal as its own error. What is stored is read in the transaction that writes."""
    try:
        with transaction.atomic():
            if isinstance(form, EditsStored):
                form.read_stored()
            return act() if form.is_valid() else None
    except refusals as refusal:
        form.add_error(None, getattr(refusal, "messages", str(refusal)))
        return None


class VerbForm(forms.Form):
    """What staff fill in to do one verb.

    A subclass names its `slug`, which begins the ids of its fields, and the `label` of its button,
    and does the verb in `act`. Where `act` raises ValidationError, the form comes back with its
    words."""

    slug = ""
    label = ""
    said = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.slug}-%s", "label_suffix": "", **kwargs})

    def act(self) -> str:
        """Do the verb with the answers of a valid form; return what to tell as success."""
        raise NotImplementedError

    def carry_out(self) -> bool:
        """Return whether it worked; `said` is what to tell then. All or nothing is stored."""
        said = carry_out(self, self.act, (ValidationError,))
        self.said = said or ""
        return said is not None
