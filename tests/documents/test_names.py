"""Names are drawn with the right glyphs, compared by pixels with pictures drawn without us.

Extracted text proves nothing: a wrong font file extracts well and shows other letters. The
pictures of names were drawn straight from the font files by Pillow, one name each; those of all
letters by the press itself, and looked at letter by letter.
"""

from pathlib import Path

import pytest
from PIL import Image

from documents.press import print_pdf

NAMES = {
    "german": "Jürgen GROẞMANN",
    "turkish": "Gülşen Işık",
    "vietnamese": "Nguyễn Thị Hạnh",
    "cyrillic": "Ольга Щербакова",
    "greek": "Ελένη Παπαδοπούλου",
    "arabic": "محمد الأمين",
    "hebrew": "שרה לוי",
}
MISSPELT = {
    "german": "Jürgen GROSMANN",
    "turkish": "Gülşen Isik",
    "vietnamese": "Nguyen Thị Hanh",
    "cyrillic": "Ольга Шербакова",
    "greek": "Ελενη Παπαδοπουλου",
    "arabic": "محمد الامين",
    "hebrew": "שרה לוו",
}
ALIKE = 0.4


@pytest.fixture
def drawn(ink_of):
    def draw(name):
        return ink_of(
            print_pdf(
                "<html lang=de><title>Name</title><link rel=stylesheet href=press:page.css>"
                f"<style>p {{ font-size: 32pt; white-space: nowrap }}</style><p>{name}</p>"
            )
        )

    return draw


def picture_of(script):
    return Image.open(Path(__file__).parent / "names" / f"{script}.png")


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_drawn_as_in_its_picture(drawn, difference, script):
    assert difference(picture_of(script), drawn(NAMES[script])) < ALIKE


@pytest.mark.parametrize(("script", "name"), MISSPELT.items())
def test_one_wrong_letter_is_seen(drawn, difference, script, name):
    """The control: what the comparison would say if a glyph were wrong."""
    assert difference(picture_of(script), drawn(name)) > ALIKE


# Of all languages of Europe in Latin letters, Sami, Welsh, Irish, Maltese and Azeri among them.
LETTERS = {
    "letters-1": "ÀÁÂÃÄÅĀĂĄÆǼÇĆĈĊČÐĎĐÈÉ",
    "letters-2": "ÊËĒĔĖĘĚƏĜĞĠĢǦǤĤĦÌÍÎÏĨĪĮİ",
    "letters-3": "ĴĶǨĹĻĽĿŁÑŃŅŇŊÒÓÔÕÖŌŎŐØǾŒ",
    "letters-4": "ŔŖŘŚŜŞŠȘẞŢŤŦȚÙÚÛÜŨŪŬŮŰŲ",
    "letters-5": "ŴẀẂẄÝŶŸỲŹŻŽƷǮÞḂḊḞṀṖṠṪ",
    "letters-6": "àáâãäåāăąæǽçćĉċčðďđèéêëēĕėęěə",
    "letters-7": "ĝğġģǧǥĥħìíîïĩīįıĵķǩĸĺļľŀłñńņň",
    "letters-8": "ŋòóôõöōŏőøǿœŕŗřśŝşšșßţťŧțùúûü",
    "letters-9": "ũūŭůűųŵẁẃẅýŷÿỳźżžʒǯþḃḋḟṁṗṡṫ",
}
FACES = {"serif": "400 24pt 'Source Serif'", "sans": "700 24pt 'Source Sans'"}

# A stroke or a dot is small in a long row; the pictures are our own, so they may be strict.
IDENTICAL = 0.2


@pytest.fixture
def set_in(ink_of):
    def draw(face, text):
        return ink_of(
            print_pdf(
                "<html lang=de><title>Name</title><link rel=stylesheet href=press:page.css>"
                f"<style>p {{ font: {FACES[face]}, DejaVu; white-space: nowrap }}</style>"
                f"<p>{text}</p>"
            )
        )

    return draw


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("row", LETTERS)
def test_every_letter_of_europe_is_drawn_as_in_its_picture(set_in, difference, face, row):
    assert difference(picture_of(f"{row}-{face}"), set_in(face, LETTERS[row])) < IDENTICAL


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("right", "wrong"), ["ŞS", "ĢG", "ŁL", "ḂB", "ẞß"])
def test_one_wrong_letter_in_the_row_is_seen(set_in, difference, face, right, wrong):
    row = next(name for name, letters in LETTERS.items() if right in letters)
    changed = set_in(face, LETTERS[row].replace(right, wrong))
    assert difference(picture_of(f"{row}-{face}"), changed) > IDENTICAL
