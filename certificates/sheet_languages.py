"""The languages of translation sheets. Whoever chose another language than German wishes one."""

from participants.models import Registration
from participants.people.languages import LANGUAGES

# Code of the language: its German name. The certificate itself is in German.
SHEETS = {code: name for code, name in LANGUAGES.items() if code != "de"}


def wished_language(registration: Registration) -> str:
    """Return the language in which a person wishes a translation sheet; empty for none."""
    language = registration.participant.language
    return language if language in SHEETS else ""
