from html import unescape
from types import SimpleNamespace

import pytest
import segno

from documents.qr import QrCodeCache, qr_image

ADDRESS = "https://example.org/zertifikat/ABCD-EFGH/?a=1&b=ä"


class Paper:
    """Takes down what is drawn, as cells of a grid: (column, row) of everything that is black."""

    def __init__(self):
        self.stream, self.scale, self.colour, self.is_filled = [], None, None, False

    def transform(self, a, d):
        self.scale = (a, d)

    def set_color_rgb(self, *colour):
        self.colour = colour

    def fill(self):
        self.is_filled = True

    def cells(self):
        bars = [list(map(int, bar.split()[:4])) for bar in self.stream]
        return {(x + step, y) for x, y, length, _height in bars for step in range(length)}


@pytest.fixture
def drawn():
    """Return the code behind the address and the paper that it is drawn on, 74 wide."""
    url = qr_image(ADDRESS, "").split('src="')[1].split('"')[0]
    code, paper = QrCodeCache()[unescape(url)], Paper()
    code.draw(paper, 74, 74, SimpleNamespace())
    return code, paper


def test_the_bars_of_the_drawing_are_the_modules_of_the_code(drawn):
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    assert drawn[1].cells() == dark


def test_the_drawing_is_filled_in_black_and_as_large_as_it_should_be(drawn):
    code, paper = drawn
    assert (paper.colour, paper.is_filled) == ((0, 0, 0), True)
    assert paper.scale == (74 / code.side, 74 / code.side)


def test_the_picture_says_what_it_leads_to_and_escapes_it():
    assert qr_image("a b", "Prüfen <hier> & jetzt") == (
        '<img class="qr" src="asset:qr/a%20b" alt="Prüfen &lt;hier&gt; &amp; jetzt">'
    )


def test_codes_are_known_without_being_kept():
    codes = QrCodeCache(other="picture")
    assert ["asset:qr/x" in codes, "other" in codes, "asset:x.svg" in codes] == [True, True, False]
    assert codes["asset:qr/x"] is not codes["asset:qr/x"]
    assert list(codes) == ["other"]
