"""Dates, times and money as people say them, in the language of the page."""

import re
from datetime import date, time
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.districts import AFTER_IN
from courses.models.place import StepFree, Venue

NBSP = "\N{NO-BREAK SPACE}"
_NARROW_NBSP = "\N{NARROW NO-BREAK SPACE}"  # Not every font of the documents has it.
_REGIONS = {"en": "en_GB"}
_EURO_FIRST = ("en", "tr")
# Russian and Ukrainian write a short word for "year" behind it. Its full stop would stand beside
# the one of the sentence.
_YEAR_WORD = re.compile(r"\s[гр]\.$")


def long_date(day: date) -> str:
    """Return "Freitag, 12. März 2027" in the language of the page."""
    said = format_date(day, "full", _locale()).replace(_NARROW_NBSP, NBSP)
    said = _YEAR_WORD.sub("", said)
    return re.sub(r"(\d\.?) ", rf"\1{NBSP}", said, count=1)


def _locale() -> str:
    return _REGIONS.get(_language(), _language())


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def hours(starts: time, ends: time) -> str:
    """Return "10 bis 16 Uhr" in the language of the page."""
    if _language() == "de":
        return f"{_clock(starts)} bis {_clock(ends)} Uhr".replace(" ", NBSP)
    return f"{starts:%H:%M}–{ends:%H:%M}"


def _clock(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def euros(amount: Decimal) -> str:
    """Return "50 €" or "12,50 €" in the language of the page."""
    cents = "" if amount == amount.to_integral_value() else ".00"
    number = format_decimal(amount, f"#,##0{cents}", _locale())
    return f"€{number}" if _language() in _EURO_FIRST else f"{number}{NBSP}€"


def unbroken(text: str) -> str:
    """Keep what belongs together on one line, as a phone number."""
    return text.replace(" ", NBSP)


_WAY_IN = {
    StepFree.YES: gettext_lazy("Sie kommen ohne Stufen hinein."),
    StepFree.PARTLY: gettext_lazy("Ein Teil ist ohne Stufen zu erreichen."),
    StepFree.NO: gettext_lazy("Der Weg führt nur über Stufen."),
}


def way_in(venue: Venue) -> str:
    """Return how to get in without steps."""
    return str(_WAY_IN[StepFree(venue.step_free)])


def after_in(district: object) -> str:
    """Return a district as it follows "in" in the language of the page: "der Vahr" in German."""
    name = str(district)
    return AFTER_IN.get(name, name) if _language() == "de" else name


def translated(text: str) -> str:
    """Return what staff typed in the language of the page, where it is a text of ours, such as the
    default programme. What they wrote themselves stays German."""
    return _(text) if text and _language() != settings.LANGUAGE_CODE else text


def stays_german(text: str) -> bool:
    """Return whether a text has to be marked as German on the page."""
    return bool(text) and _language() != settings.LANGUAGE_CODE and _(text) == text
