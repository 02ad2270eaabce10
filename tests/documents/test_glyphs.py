"""A character that our fonts do not have stops the document, by name."""

import pytest

from documents.errors import MissingGlyph
from documents.printing import print_pdf


@pytest.mark.parametrize("character", ["汉", "ꀀ", "\ue000", "𒀀"])
def test_a_character_that_no_font_has_is_named_with_its_place(sheet, character):
    with pytest.raises(MissingGlyph) as caught:
        print_pdf(sheet(f"<p>Für Frau {character} Meier</p>"))
    assert caught.value.character == character
    assert caught.value.where == f"Für Frau {character} Meier"
    assert str(caught.value) == (
        f"Das Zeichen ‚{character}‘ (U+{ord(character):04X}) in „Für Frau {character} Meier“ "
        "fehlt in unseren Schriften. Bitte schreiben Sie es anders."
    )


def test_a_missing_character_in_a_drawing_is_found_too(sheet):
    drawing = '<svg viewBox="0 0 9 9"><title>Bild</title><text y="5">汉</text></svg>'
    with pytest.raises(MissingGlyph, match="U\\+6C49"):
        print_pdf(sheet(drawing))


def test_a_missing_character_in_bold_or_italics_is_found_too(sheet):
    with pytest.raises(MissingGlyph, match="U\\+6C49"):
        print_pdf(sheet("<p>Für <b><i>汉</i></b></p>"))


@pytest.mark.parametrize(
    "text",
    [
        "Jürgen GROẞMANN",
        "z\u0302 ẑ ǰ",
        "50\u00a0€ – „ja“ ‚nein‘",
        "a\u202fb\u2011c\u00add",
        "½ → ✓ ☎",
    ],
)
def test_what_people_write_is_printed(sheet, text):
    assert print_pdf(sheet(f"<p>{text}</p>"))[:5] == b"%PDF-"
