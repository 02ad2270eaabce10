"""Markdown as staff write it, without HTML, in the language of the page."""

from functools import cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from courses.formatting import stays_german, translated
from web.phone_numbers import phone_as_shown


def to_page(text: str) -> SafeString:
    """Return Markdown as HTML in the language of the page, or marked as the German it is."""
    html = to_html(translated(text))
    if not stays_german(text):
        return html
    return format_html('<div lang="de" dir="ltr">{}</div>', html)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def to_html(text: str) -> SafeString:
    """Return Markdown as HTML; HTML in the text is shown as it was typed, never obeyed.

    {telefon}, {email} and {adresse} stand for those of the foundation."""
    for gap, value in _foundation().items():
        text = text.replace(gap, value)
    return mark_safe(_markdown().render(text))  # noqa: S308


def _foundation() -> dict[str, str]:
    return {
        "{telefon}": phone_as_shown(settings.CONTACT_PHONE),
        "{email}": settings.CONTACT_EMAIL,
        "{adresse}": settings.CONTACT_ADDRESS,
    }
