"""A sheet beside the paper that says in the person's language what is printed on it.

The German paper is what counts; the sheet says so, and bears its number."""

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import get_language_bidi, override

from certificates.design import rendering
from documents.printing import print_pdf


def sheet(certificate, language):
    """Return the translation sheet as PDF. Raises DocumentError."""
    return print_pdf(html_of(certificate, language))


def html_of(certificate, language):
    with override("de"):
        german = {
            "number": format_html('<span class="whole">{}</span>', certificate.number),
            "address": rendering.short_address(),
            "qr": rendering.qr_of(certificate),
        }
    with override(language):
        page = get_template("certificates/paper/translation.html")
        facts = {
            "certificate": certificate,
            "printed_on": certificate.issued_on,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "name_size": rendering.name_size(certificate.printed_name),
            "name_direction": rendering.direction(certificate.printed_name),
        }
        return page.render(german | facts)
