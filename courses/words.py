"""Dates, times and money as people say them, in the language of the page."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models.place import StepFree

NBSP = "\N{NO-BREAK SPACE}"


def long_date(date):
    """Freitag, 12. März 2027"""
    weekday, day, year = (date_format(date, part) for part in ("l", "j. F", "Y"))
    return f"{weekday}, {day.replace(' ', NBSP)} {year}"


def hours(starts, ends):
    """10 bis 16 Uhr"""
    return _("%(starts)s bis %(ends)s Uhr").replace(" ", NBSP) % {
        "starts": _clock(starts),
        "ends": _clock(ends),
    }


def _clock(time):
    return f"{time.hour}.{time.minute:02}" if time.minute else str(time.hour)


def euros(amount):
    """50 € or 12,50 €"""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, places)}{NBSP}€"


def unbroken(text):
    """Keep what belongs together on one line, as a phone number."""
    return text.replace(" ", NBSP)


_WAY_IN = {
    StepFree.YES: gettext_lazy("Sie kommen ohne Stufen hinein."),
    StepFree.PARTLY: gettext_lazy("Ein Teil ist ohne Stufen zu erreichen."),
    StepFree.NO: gettext_lazy("Der Weg führt nur über Stufen."),
}


def way_in(venue):
    """Return how to get in without steps."""
    return str(_WAY_IN[venue.step_free])
