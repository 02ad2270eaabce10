from django import template

from certificates.models import Certificate
from certificates.sheet_languages import SHEETS, wished_language
from participants.models import Registration

register = template.Library()


@register.inclusion_tag("certificates/translation_sheet.html")
def translation_sheet(
    registration: Registration, certificate: Certificate | None
) -> dict[str, object]:
    """The translation sheet that a person wishes, as a link once the certificate is printed."""
    language = wished_language(registration)
    return {"language": language, "name": SHEETS.get(language), "certificate": certificate}
