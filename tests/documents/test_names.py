"""Names are drawn with the right glyphs, compared by pixels with pictures drawn without us.

Extracted text proves nothing: a wrong font file extracts well and shows other letters. So there
is a picture of every script in every face that papers set names in, drawn by Pillow straight from
the font files and looked at letter by letter. After a change of fonts, names or letters:

    python -m tests.documents.names.draw

and look at every picture that has changed.
"""

from itertools import product

import pytest
from PIL import Image

from documents.printing import print_pdf
from tests.documents.names.draw import FACES, HEIGHT, SCRIPTS, ink, path_of, split, stack

# At least one letter of every row, and what it is easily mistaken for.
MISTAKEN = str.maketrans("ÇĢŁẞḂąıŧųễЩύأי", "CGLßBaituêШυاו")

# A pixel of an outline may differ by 0.45, the smallest stroke or dot that is missing by 0.7.
ALIKE = 0.57

for_every_picture = pytest.mark.parametrize(("script", "face"), [*product(SCRIPTS, FACES)])


@pytest.fixture
def typeset(page_of):
    """Return a function that typesets rows of text in a face, as they are in pictures."""

    def typeset(rows, face):
        family, weight, *_files = FACES[face]
        style = (
            f"@page {{ size: 600pt {48 * len(rows)}pt; margin: 0 }}"
            f"p {{ margin: 0 12pt; font: {weight} 24pt/48pt '{family}', 'DejaVu' }}"
        )
        html = (
            "<html lang=de><title>Name</title><link rel=stylesheet href=asset:page.css>"
            f"<style>{style}</style>" + "".join(f"<p dir=auto>{row}</p>" for row in rows)
        )
        page = page_of(print_pdf(html))
        return stack([ink(row).reduce(4) for row in split(page, 4 * HEIGHT)])

    return typeset


@pytest.fixture
def differences(difference):
    """Return a function: how far each row differs from that in the picture of a script and face."""

    def measure(drawn, script, face):
        pairs = zip(split(Image.open(path_of(script, face))), split(drawn), strict=True)
        return [difference(*pair, blur=1) for pair in pairs]

    return measure


@for_every_picture
def test_every_letter_is_drawn_as_in_its_picture(typeset, differences, script, face):
    drawn = typeset(SCRIPTS[script], face)
    assert max(differences(drawn, script, face)) < ALIKE


@for_every_picture
def test_one_wrong_letter_in_a_row_is_seen(typeset, differences, script, face):
    """The control: what the comparison would say if a glyph were wrong."""
    drawn = typeset([row.translate(MISTAKEN) for row in SCRIPTS[script]], face)
    assert min(differences(drawn, script, face)) > ALIKE


@for_every_picture
def test_a_box_in_place_of_a_letter_is_seen(typeset, differences, script, face):
    drawn = typeset([f"{row[:-1]}□" for row in SCRIPTS[script]], face)
    assert min(differences(drawn, script, face)) > ALIKE
