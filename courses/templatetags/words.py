import re

from django import template
from django.utils import timezone

from courses import words

register = template.Library()

register.filter("long_date", words.long_date)
register.filter("euros", words.euros)
register.filter("unbroken", words.unbroken)
register.filter("way_in", words.way_in)


@register.filter
def hours(day):
    """Return when a course day begins and ends."""
    return words.hours(day.starts, day.ends)


@register.filter
def tel(number):
    """Return a phone number as people write it for the address of a link."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+{digits[2:]}" if digits.startswith("00") else f"tel:+49{digits.lstrip('0')}"


@register.filter
def local_date(moment):
    """Return the day on which a moment falls in Bremen."""
    return timezone.localdate(moment)
