"""The language in an address: `/en/kurse/…` is English, `/kurse/…` is German."""

from django.conf import settings

CODES = tuple(code for code, _ in settings.LANGUAGES)


def language_of(path: str) -> str:
    """Return the language that the path of an address begins with; German where it names none."""
    first = path[1:].partition("/")[0]
    return first if first in CODES else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """Return the same path in another language."""
    spoken = language_of(path)
    plain = path.removeprefix(_prefix(spoken)) if path.startswith(f"{_prefix(spoken)}/") else path
    return _prefix(language) + plain


def _prefix(language: str) -> str:
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"
