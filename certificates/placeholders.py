"""What staff write on a certificate: plain sentences, with placeholders in braces.

Nothing is compiled and nothing is HTML: `fill` replaces known names once by what a table says, and
the print shop shows the rest as text. A line that is nothing but `{kurs}` is set large; what
follows an empty line is set small. A title is printed as it stands.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from certificates.kind_and_state import Kind

TITLE_LENGTH = 40
TEXT_LENGTH = 500
LINES = 8

_PERSON = ("name", "kurs", "stadtteil", "zeitraum", "von", "bis", "datum")
_ATTENDED = ("tage", "kurstage", "bloecke", "stunden")
PLACEHOLDERS = {
    Kind.CERTIFICATE: _PERSON + _ATTENDED,
    Kind.CONFIRMATION: _PERSON + _ATTENDED,
    Kind.THANKS: (*_PERSON, "thema", "block"),
}
_ATTENDANCE = (
    "hat im Kurs\n{kurs}\nan {tage} von {kurstage} Kurstagen teilgenommen"
    " ({stunden}\N{NO-BREAK SPACE}Unterrichtsstunden).\n\nStadtteil {stadtteil}, {zeitraum}"
)
FIRST_WORDS = {
    Kind.CERTIFICATE: {"title": "Zertifikat", "text": _ATTENDANCE},
    Kind.CONFIRMATION: {"title": "Teilnahmebescheinigung", "text": _ATTENDANCE},
    Kind.THANKS: {
        "title": "Herzlichen Dank",
        "text": (
            "hat zum Kurs\n{kurs}\nbeigetragen: „{thema}“.\n"
            "Danke für Zeit, Wissen und offene Türen!\n\nStadtteil {stadtteil}, {zeitraum}"
        ),
    },
}
_NAMED = re.compile(r"\{(\w+)\}")


def check(text: str, kind: Kind) -> None:
    """Raise ValidationError for a placeholder that a certificate of this kind does not have."""
    known = PLACEHOLDERS[kind]
    for name in _NAMED.findall(text):
        if name not in known:
            raise ValidationError(
                f"Den Platzhalter {{{name}}} gibt es hier nicht. Möglich sind: {listed(kind)}."
            )
    if re.search(r"[{}]", _NAMED.sub("", text)):
        raise ValidationError("Eine Klammer steht allein. Ein Platzhalter sieht so aus: {name}.")


def check_title(text: str) -> None:
    """Raise ValidationError for braces: in its large letters a title has no room for facts."""
    if re.search(r"[{}]", text):
        raise ValidationError(
            "In der Überschrift gibt es keine Platzhalter. Bitte schreiben Sie sie ohne { und }."
        )


def listed(kind: Kind) -> str:
    """Return the placeholders of a kind as people type them: "{name}, {kurs}, …"."""
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS[kind])


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return the text with every known placeholder replaced, once: a value is never looked into."""
    return _NAMED.sub(lambda found: str(values.get(found[1], found[0])), text)


def lines(text: str, values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the lines of a text as pairs (how it is set, words): "course", "deed" or "note"."""
    first, _, rest = text.strip().partition("\n\n")
    found = [(_role(line), fill(line, values)) for line in first.splitlines()]
    found += [("note", fill(line, values)) for line in rest.splitlines()]
    return [(role, words) for role, words in found if words.strip()]


def room(text: str) -> int:
    """Return about how many printed lines a text needs, to compare it with others."""
    return sum(1 + len(line) // 60 for line in text.splitlines())


def _role(line: str) -> str:
    return "course" if line.strip() == "{kurs}" else "deed"
