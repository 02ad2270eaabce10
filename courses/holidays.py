"""The public holidays of Bremen, by rule for any year.

Source: Gesetz über die Sonn-, Gedenk- und Feiertage (Bremen) of 12 November 1954 (Brem.GBl. p.
115), § 2, as amended on 26 June 2018 (Brem.GBl. p. 302). Easter follows the Gregorian computus.
"""

from collections.abc import Iterable
from datetime import date, timedelta

_FIXED = {
    (1, 1): "Neujahr",
    (5, 1): "Tag der Arbeit",
    (10, 3): "Tag der Deutschen Einheit",
    (10, 31): "Reformationstag",
    (12, 25): "1. Weihnachtstag",
    (12, 26): "2. Weihnachtstag",
}
# By the number of days after Easter Sunday.
_MOVABLE = {-2: "Karfreitag", 1: "Ostermontag", 39: "Christi Himmelfahrt", 50: "Pfingstmontag"}


def holiday(day: date) -> str:
    """Return the name of the public holiday in Bremen that the day is; empty for any other day."""
    fixed = _FIXED.get((day.month, day.day), "")
    return _MOVABLE.get((day - easter_sunday(day.year)).days, fixed)


def named_holidays(days: Iterable[date]) -> list[str]:
    """Return "01.05.2027 (Tag der Arbeit)" for each of the days that is a public holiday."""
    return [f"{day:%d.%m.%Y} ({name})" for day in days if (name := holiday(day))]


def holiday_warning(days: Iterable[date]) -> str:
    """Return in German which of the days are public holidays; empty when none is."""
    found = named_holidays(days)
    if not found:
        return ""
    many = "sind Feiertage" if len(found) > 1 else "ist ein Feiertag"
    return f"Bitte prüfen Sie die Termine: {', '.join(found)} {many}."


def easter_sunday(year: int) -> date:
    century, rest = divmod(year, 100)
    golden = year % 19
    corrected = century - century // 4 - (8 * century + 13) // 25 + 15
    full_moon = (19 * golden + corrected) % 30
    moon = full_moon - (golden + 11 * full_moon) // 319
    weekday = (2 * (century % 4) + 2 * (rest // 4) - rest % 4 - moon + 32) % 7
    march = date(year, 3, 22)
    return march + timedelta(days=moon + weekday)
