"""A name is never printed with a hole in it.

A character that no font has is only a line in WeasyPrint's log, and fontconfig may silently take
any font of the server for it. So the fonts that were really drawn with are asked, not a table.
"""

from documents.errors import MissingGlyph
from documents.fonts import FAMILIES


def check_glyphs(drawn_fonts, texts):
    """Raise MissingGlyph if a character was not drawn with a glyph of our fonts.

    `drawn_fonts` are the fonts of a WeasyPrint document after painting, `texts` the texts of the
    document, to say where the character stands."""
    for font in drawn_fonts:
        for character in _strangers(font):
            raise MissingGlyph(character, _surroundings(character, texts))


def _strangers(font):
    if font.family not in FAMILIES:
        return [text[0] for text in font.to_unicode.values() if text.strip()]
    unknown = [chr(codepoint) for codepoint in font.missing]
    return unknown + [text[0] for glyph, text in font.to_unicode.items() if glyph == 0]


def _surroundings(character, texts):
    for text in texts:
        if character in text:
            return " ".join(text.split())[:80]
    return character
