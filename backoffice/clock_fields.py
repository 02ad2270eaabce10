"""Clock times and lengths as people write them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from web.input.text_cleaning import clean_line

_HOUR = 60
_SMALL_HOURS = 7  # "halb sechs" may be 5:30 or 17:30; a course day is never before seven

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:\s*(?:uhr|h)\s*(\d{1,2})?)?")
_HALF = re.compile(r"(halb|viertel nach|viertel vor|viertel|dreiviertel)\s+(\w+)")
_MINUTES_OF = {
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "viertel": -45,
    "dreiviertel": -15,
}
_HOURS = ["eins", "zwei", "drei", "vier", "fünf", "sechs"]
_HOURS += ["sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_LENGTH = re.compile(
    r"(?:(\d{1,2})\s*(?::|h|std\.?|stunden?)\s*)?(?:(\d{1,3})\s*(?:min\.?|minuten?)?)?"
)
_HALVES = re.compile(r"(\d{1,2})[,.](5|25|75)\s*(?:h|std\.?|stunden?)?|(\d{1,2})½|(½)")


class ClockField(forms.CharField):
    """A time of day: "10:30", "10.30", "10", "10 Uhr 30". "halb elf" is asked back as 10:30."""

    default_error_messages = {
        "invalid": "Bitte schreiben Sie die Uhrzeit so: 10:30.",
        "words": "Meinen Sie {:%H:%M}\N{NO-BREAK SPACE}Uhr? Dann schreiben Sie bitte {:%H:%M}.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "empty_value": None, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        """Return the time; None when nothing was written."""
        if isinstance(value, time) or not value:
            return value or None
        text = clean_line(value).lower()
        if not text:
            return None
        return self._read(text)

    def _read(self, text: str) -> time:
        if in_words := _in_words(text.removesuffix("uhr").strip()):
            words = self.error_messages["words"].format(in_words, in_words)
            raise ValidationError(words, code="words")
        found = _CLOCK.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59 or (found and found[2] and found[3]):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour, minute)

    def run_validators(self, value: Any) -> None:
        """The length of a text says nothing about a time."""


def _in_words(text: str) -> time | None:
    """Return the time that "halb elf" means on a course day; None for what is no such words."""
    found = _HALF.fullmatch(text)
    if not found or found[2] not in _HOURS:
        return None
    minutes = (_HOURS.index(found[2]) + 1) * _HOUR + _MINUTES_OF[found[1]]
    if minutes < _SMALL_HOURS * _HOUR:
        minutes += 12 * _HOUR
    return time(minutes // _HOUR % 24, minutes % _HOUR)


class LengthField(forms.CharField):
    """How long something takes, in minutes: "45", "1:30", "1,5 Stunden", "2 h"."""

    default_error_messages = {
        "invalid": "Bitte schreiben Sie die Dauer in Minuten, zum Beispiel 45, oder so: 1:30.",
        "none": "Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45.",
        "long": "So lange dauert kein Programmpunkt. Möglich sind bis zu {} Stunden.",
    }

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**{"max_length": 40, **kwargs})
        self.error_messages["required"] = self.error_messages["none"]

    def to_python(self, value: Any) -> Any:
        """Return the minutes; None when nothing was written."""
        if isinstance(value, int) or not value:
            return value
        minutes = _minutes(clean_line(value).lower())
        if minutes is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return minutes

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value == 0:
            raise ValidationError(self.error_messages["none"], code="none")
        if value and value > self.most:
            words = self.error_messages["long"].format(self.most // _HOUR)
            raise ValidationError(words, code="long")

    def run_validators(self, value: Any) -> None:
        """The length of a text says nothing about minutes."""


def _minutes(text: str) -> int | None:
    """Return the minutes that a text means; None when it means none."""
    if halves := _HALVES.fullmatch(text):
        return _of_halves(*halves.groups())
    found = _LENGTH.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return None
    hours, minutes = int(found[1] or 0), int(found[2] or 0)
    if found[1] and minutes >= _HOUR:
        return None
    return hours * _HOUR + minutes


def _of_halves(whole: str | None, part: str | None, before: str | None, _half: str | None) -> int:
    if part:
        return int(whole or 0) * _HOUR + {"5": 30, "25": 15, "75": 45}[part]
    return int(before or 0) * _HOUR + 30
