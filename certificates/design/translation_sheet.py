"""A sheet beside the certificate that says in the person's language what is printed on it.

The German certificate is what counts; the sheet says so, and bears its number."""

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import get_language_bidi, override

from certificates.design import rendering
from certificates.models import Certificate
from documents.printing import print_pdf


def translation_pdf(certificate: Certificate, language: str) -> bytes:
    """Return the translation sheet as PDF. Raises DocumentError."""
    return print_pdf(translation_html(certificate, language))


def translation_html(certificate: Certificate, language: str) -> str:
    with override("de"):
        german = {
            "number": format_html('<span class="whole">{}</span>', certificate.number),
            "address": rendering.short_address(),
            "qr": rendering.qr_of(certificate),
        }
    with override(language):
        page = get_template("certificates/document/translation.html")
        context = {
            "certificate": certificate,
            "printed_on": certificate.issued_on,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "name_size": rendering.name_size(certificate.printed_name),
            "name_direction": rendering.direction(certificate.printed_name),
        }
        return page.render(german | context)
