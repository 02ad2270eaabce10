"""Text as people write it, made safe to store: spaces trimmed, NFC, no invisible characters."""

import re
import unicodedata
from typing import Any

from django import forms

_KEPT = "\n\t"
# Letters that Unicode does not take apart, as people type them who do not have them on their keys.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "’": "'"})
# Control, format (zero width, direction), surrogate, private, unassigned.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def _visible(character: str) -> bool:
    return character in _KEPT or unicodedata.category(character) not in _UNSEEN


def clean_lines(text: str) -> str:
    """Return the text in NFC without control, zero-width and bidirectional characters."""
    if not text.isprintable():  # most is, and needs no look at every letter
        text = "".join(filter(_visible, text.replace("\r\n", "\n").replace("\r", "\n")))
    # Only now: something invisible may have kept a letter and its accent apart.
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Like `clean_lines`, on one line: every run of white space becomes one space."""
    return re.sub(r"\s+", " ", clean_lines(text))


def fold(text: str) -> str:
    """Return the key under which a text is searched: case and accents do not count.

    "ÖZDEMIR", "özdemir" and "Ozdemir" have one key; the Turkish ı and i are one letter too."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return clean_line(letters.translate(_PLAIN))


class LineField(forms.CharField):
    """Text on one line, cleaned with `clean_line`; what is left empty is the empty string."""

    def to_python(self, value: Any) -> str | None:
        return clean_line(super().to_python(value) or "") or self.empty_value


class LinesField(forms.CharField):
    """Text on several lines, cleaned with `clean_lines`; what is left empty is the empty string."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str | None:
        return clean_lines(super().to_python(value) or "") or self.empty_value
