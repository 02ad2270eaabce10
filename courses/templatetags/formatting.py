import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses import formatting
from courses.holidays import holiday
from courses.models import CourseDay
from web import counting
from web.input.phone_numbers import phone_as_shown

register = template.Library()

register.filter("long_date", formatting.long_date)
register.filter("euros", formatting.euros)
register.filter("unbroken", formatting.unbroken)
register.filter("after_in", formatting.after_in)
register.filter("phone", phone_as_shown)
register.filter("way_in", formatting.way_in)
register.filter("holiday", holiday)
register.filter("translated", formatting.translated)
_GERMAN = mark_safe(' lang="de" dir="ltr"')


@register.filter
def german(text: str) -> str:
    """Return what staff typed: translated where it is a text of ours, else marked as German."""
    said = formatting.translated(text)
    return (
        format_html("<span{}>{}</span>", _GERMAN, said) if formatting.stays_german(text) else said
    )


@register.filter
def in_one_line(text: str) -> SafeString:
    """Keep a text from being broken, also at its dashes."""
    return format_html('<span class="one-line">{}</span>', text)


@register.filter
def numbers_whole(text: object) -> str:
    """Keep a phone number in one piece and, also in Arabic, in its order."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", str(text))


@register.filter
def mark_german(text: str) -> str:
    """Return the attributes of an element that holds `text|translated` and nothing else."""
    return _GERMAN if formatting.stays_german(text) else ""


@register.filter
def counted(number: int, words: str) -> str:
    """Return the number with the right one of two words: {{ 1|counted:"Tag, Tage" }}."""
    one, many = words.split(", ")
    return counting.counted(number, one, many)


@register.filter
def hours(day: CourseDay) -> str:
    """Return when a course day begins and ends."""
    return formatting.hours(day.starts, day.ends)


@register.filter
def tel(number: str) -> str:
    """Return a phone number as people write it for the address of a link."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+{digits[2:]}" if digits.startswith("00") else f"tel:+49{digits.lstrip('0')}"


@register.filter
def local_date(moment: datetime) -> date:
    """Return the day on which a moment falls in Bremen."""
    return timezone.localdate(moment)
