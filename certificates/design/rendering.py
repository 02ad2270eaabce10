"""How a certificate looks: its facts and the words of its template as HTML for the print shop."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from certificates import placeholders
from certificates.design import attachments
from certificates.models import Certificate, Template
from documents.qr import qr_image

# The longest name, in letters, that is set in each size; a longer one is set in "endless".
NAME_SIZES = ((16, "short"), (24, "usual"), (38, "long"), (70, "longer"), (110, "longest"))
# A single long word breaks badly, so it counts for more.
WORD_WEIGHT = 1.4

DENSE = ("longest", "endless")
LONG_TITLE = 55
LONG_WORDS = 260
# So many titles of blocks, or days of a confirmation, fit between the usual spaces.
MANY_BLOCKS, MANY_DAYS = 8, 20
# So many letters of a signatory fit on one line, of two beside each other and of three.
LINE, LINE_OF_THREE = 34, 23


def certificate_html(certificate: Certificate, mark: str = "") -> str:
    """Return the HTML of the certificate, in German; `mark` is printed on it: "Zweitschrift"."""
    template = certificate.template or Template()
    with override("de"):
        page = get_template(f"certificates/document/{template.design}.html")
        return page.render(_context(certificate, template) | {"mark": mark})


def _context(certificate: Certificate, template: Template) -> dict[str, object]:
    size = name_size(certificate.printed_name)
    is_long = len(certificate.course_title) > LONG_TITLE
    words = template.words_for(certificate.kind)
    return {
        "certificate": certificate,
        "design": template.design,
        "printed_on": certificate.issued_on,
        "title": words["title"],
        "lines": placeholders.lines(words["text"], values(certificate)),
        "is_dense": is_long
        or size in DENSE
        or len(words["text"]) > LONG_WORDS
        or _has_long_list(certificate),
        "name_size": size,
        "name_direction": direction(certificate.printed_name),
        "course_size": "long" if is_long else "usual",
        "dates": [_day(date.fromisoformat(day)) for day in certificate.dates],
        "signatories": template.signatories,
        "signs_small": _needs_room(template.signatories),
        "logos": template.logos,
        "address": short_address(),
        "qr": qr_of(certificate),
        "enclosures": attachments.attached_files(certificate, verification_url(certificate)),
    }


def _has_long_list(certificate: Certificate) -> bool:
    return len(certificate.blocks) > MANY_BLOCKS or len(certificate.dates) > MANY_DAYS


def _needs_room(signatories: Sequence[Mapping[str, str]]) -> bool:
    """Return whether one of the lines is too long for its place in the usual size."""
    most = LINE_OF_THREE if len(signatories) > 2 else LINE
    texts = [row[part] for row in signatories for part in ("name", "function")]
    return any(len(text) > most for text in texts)


def values(certificate: Certificate) -> dict[str, object]:
    """Return what the placeholders of `certificates.placeholders` stand for on this certificate."""
    return {
        "name": certificate.printed_name,
        "kurs": certificate.course_title,
        "stadtteil": certificate.district,
        "zeitraum": period(certificate.starts_on, certificate.ends_on),
        "von": _day(certificate.starts_on),
        "bis": _day(certificate.ends_on),
        "datum": _day(certificate.issued_on),
        "tage": certificate.days_attended,
        "kurstage": certificate.days_held,
        "bloecke": certificate.blocks_attended,
        "stunden": certificate.units_attended,
        "thema": certificate.topic,
        "block": next(iter(certificate.blocks), ""),
    }


def name_size(name: str) -> str:
    """Return the class of size in which a name fits: "short", …, "endless"."""
    longest_word = max(map(len, name.split()), default=0)
    length = max(len(name), longest_word * WORD_WEIGHT)
    return next((size for most, size in NAME_SIZES if length <= most), "endless")


def period(first: date, last: date) -> str:
    """Return "12. März bis 31. Juli 2027", with both years where they differ."""
    same_year = first.year == last.year
    return f"{_day(first, 'j. F' if same_year else 'j. F Y')} bis {_day(last)}"


def _day(day: date, form: str = "j. F Y") -> str:
    return date_format(day, form).replace(". ", ".\N{NO-BREAK SPACE}")


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first letter with a direction (Unicode UAX #9, P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def qr_of(certificate: Certificate) -> str:
    """Return the QR code of the page that confirms the certificate, as HTML."""
    return qr_image(verification_url(certificate), "QR-Code: Seite, die das Papier bestätigt")


def verification_url(certificate: Certificate) -> str:
    """Return the full address that leads to the page that confirms the certificate, kept short."""
    return settings.BASE_URL + reverse("certificate_short", args=[certificate.code])


def short_address() -> str:
    """Return the address to type, without "https://" and the last slash."""
    url = urlsplit(settings.BASE_URL + reverse("certificate_short"))
    return f"{url.netloc}{url.path}".rstrip("/")
