"""Checks that every character of a document was drawn with a glyph of our fonts.

WeasyPrint only logs a character that no font has, and fontconfig may silently take any font of the
server for it. So the check asks the fonts that were really drawn with.
"""

from collections.abc import Iterable, Sequence

from weasyprint.pdf.fonts import Font

from documents.errors import MissingGlyph
from documents.fonts import FAMILIES


def check_glyphs(drawn_fonts: Iterable[Font], texts: Iterable[str]) -> None:
    """Raise MissingGlyph if a character was not drawn with a glyph of our fonts.

    `drawn_fonts` are the fonts of a WeasyPrint document after painting, `texts` the texts of the
    document, to say where the character stands."""
    for font in drawn_fonts:
        for character in _foreign_characters(font):
            raise MissingGlyph(character, _surroundings(character, texts))


def _foreign_characters(font: Font) -> Sequence[str]:
    """Return the characters that the font drew although it is not ours, or has no glyph."""
    if font.family not in FAMILIES:
        return [text[0] for text in font.to_unicode.values() if text.strip()]
    unknown = [chr(codepoint) for codepoint in font.missing]
    return unknown + [text[0] for glyph, text in font.to_unicode.items() if glyph == 0]


def _surroundings(character: str, texts: Iterable[str]) -> str:
    """Return the first text with the character, at most 80 characters of it."""
    for text in texts:
        if character in text:
            return " ".join(text.split())[:80]
    return character
