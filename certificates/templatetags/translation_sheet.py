from django import template

from certificates.sheet_languages import SHEETS, wished_language

register = template.Library()


@register.inclusion_tag("certificates/translation_sheet.html")
def translation_sheet(registration, certificate):
    """The sheet that a person wishes beside their paper, as a link once the paper is printed."""
    language = wished_language(registration)
    return {"language": language, "name": SHEETS.get(language), "certificate": certificate}
