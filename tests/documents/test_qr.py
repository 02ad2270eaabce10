from xml.etree import ElementTree

import segno

from documents.qr import qr_svg

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "https://example.org/zertifikat/ABCD-EFGH/"


def test_the_bars_of_the_drawing_are_the_modules_of_the_code():
    drawing = ElementTree.fromstring(qr_svg(ADDRESS, "Prüfen"))  # noqa: S314
    bars = drawing.find(f"{SVG}path").get("d").removeprefix("M").split("M")
    drawn = {cell for bar in bars for cell in _cells(bar)}
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    assert drawn == dark


def test_the_drawing_says_what_it_leads_to_and_escapes_it():
    drawing = ElementTree.fromstring(qr_svg(ADDRESS, "Prüfen <hier> & jetzt"))  # noqa: S314
    assert drawing.findtext(f"{SVG}title") == "Prüfen <hier> & jetzt"
    assert drawing.get("class") == "qr"


def test_the_drawing_is_one_flat_stroke():
    drawing = ElementTree.fromstring(qr_svg(ADDRESS, "Prüfen"))  # noqa: S314
    assert [element.tag for element in drawing] == [f"{SVG}title", f"{SVG}path"]
    assert drawing.find(f"{SVG}path").attrib.items() >= {("fill", "none"), ("stroke", "#000")}


def _cells(bar):
    """Read one bar, a line along the middle of its row, as in `4 5.5h3`; return its cells."""
    start, length = bar.split("h")
    x, y = (int(float(number)) for number in start.split())
    return {(x + step, y) for step in range(int(length))}
