"""How a certificate looks: its facts as HTML for the print shop.

Everything hangs on classes and nothing on ids, since many are typeset in one go.
"""

import unicodedata
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from documents.qr import qr_svg

# The longest name, in letters, that is set in each size; a longer one is set in "endless".
NAME_SIZES = ((16, "short"), (24, "usual"), (38, "long"), (70, "longer"), (110, "longest"))
# A single long word breaks badly, so it counts for more.
WORD_WEIGHT = 1.4

DENSE = ("longest", "endless")
LONG_TITLE = 55


def html_of(certificate):
    """Return the HTML of the certificate, in German."""
    with override("de"):
        template = get_template(f"certificates/paper/{certificate.kind}.html")
        return template.render(_facts(certificate))


def _facts(certificate):
    size = name_size(certificate.printed_name)
    is_long = len(certificate.course_title) > LONG_TITLE
    return {
        "certificate": certificate,
        "printed_on": certificate.issued_on,
        "is_dense": is_long or size in DENSE,
        "name_size": size,
        "name_direction": direction(certificate.printed_name),
        "course_size": "long" if is_long else "usual",
        "period": period(certificate.starts_on, certificate.ends_on),
        "dates": [_day(date.fromisoformat(day)) for day in certificate.dates],
        "address": short_address(),
        "qr": qr_svg(verification_url(certificate), "QR-Code: Seite, die das Papier bestätigt"),
    }


def name_size(name):
    """Return the class of size in which a name fits: "short", …, "endless"."""
    longest_word = max(map(len, name.split()), default=0)
    length = max(len(name), longest_word * WORD_WEIGHT)
    return next((size for most, size in NAME_SIZES if length <= most), "endless")


def period(first, last):
    """Return "12. März bis 31. Juli 2027", with both years where they differ."""
    same_year = first.year == last.year
    return f"{_day(first, 'j. F' if same_year else 'j. F Y')} bis {_day(last)}"


def _day(day, form="j. F Y"):
    return date_format(day, form).replace(". ", ".\N{NO-BREAK SPACE}")


def direction(text):
    """Return "rtl" or "ltr" by the first letter with a direction (Unicode UAX #9, P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def verification_url(certificate):
    """Return the full address of the page that confirms the certificate."""
    return settings.BASE_URL + reverse("certificate", args=[certificate.code])


def short_address():
    """Return the address to type, without "https://" and the last slash."""
    url = urlsplit(settings.BASE_URL + reverse("certificate_search"))
    return f"{url.netloc}{url.path}".rstrip("/")
