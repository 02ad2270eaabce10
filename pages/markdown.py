"""Markdown as staff write it, without HTML, in the language of the page."""

import re
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt

from pages.first_texts import OPEN_POINTS
from web.input.phone_numbers import phone_as_shown

# A heading of the second level with all that stands below it, up to the next.
_SECTION = re.compile(r"^## (?P<heading>.*)\n(?:(?!## ).*(?:\n|\Z))*", re.MULTILINE)


def without_open_points(text: str) -> str:
    """Return the text without the section that tells staff what is missing."""
    headings = (OPEN_POINTS, gettext(OPEN_POINTS))

    def kept(section: re.Match[str]) -> str:
        return "" if section["heading"].strip() in headings else section[0]

    return _SECTION.sub(kept, text)


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
