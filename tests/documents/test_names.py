"""Names are drawn with the right glyphs, compared by pixels with pictures drawn without us.

Extracted text proves nothing: a wrong font file extracts well and shows other letters. The
pictures were drawn straight from the font files by Pillow, one name each.
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
