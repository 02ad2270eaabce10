"""No text leaves the page or its box, and no file is large: all designs, all kinds, hard names."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest

from certificates.design import rendering
from certificates.models import Design, Kind, Template
from certificates.template_editor import sample_certificates
from documents.printing import print_pdf

A4 = (595.28, 841.89)
MARGIN = 20  # points: the frame of the classic design stands at 28
NAMES = {
    "usual": "Gülşen Işık",
    "150 letters": sample_certificates.LONGEST,
    "one word": "W" * 150,
    "hyphens": ("Muster-" * 25)[:150],
    "vietnamese": ("Nguyễn Thị Hạnh " * 10)[:150].strip(),
    "cyrillic": ("Ольга Щербакова " * 10)[:150].strip(),
    "arabic": ("محمد عبد الرحمن " * 10)[:150].strip(),
    "hebrew": ("שרה לוי " * 20)[:150].strip(),
}
WORD = re.compile(rb'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">')
LARGEST = 25_000
LONG_TITLE = (
    "BIQ für Hemelingen, Sebaldsbrück, Hastedt, Arbergen und Mahndorf: mit Spaziergängen"
    " und Überraschungen, Jahrgang 2027"
)


def certificate(look, kind, name):
    found = sample_certificates.sample_certificate(Template(design=look), kind, "kuerzester")
    found.printed_name = name
    return found


def boxes(pdf):
    """Return (left, top, right, bottom) of every word, in points from the upper left corner."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True).stdout
    return [tuple(map(float, box)) for box in WORD.findall(found)]


def overlap(one, other):
    """Return how far two boxes reach into each other, both ways; not at all: zero or less."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return min(width, height)


@pytest.mark.parametrize("look", Design)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_stays_on_its_one_page_and_off_the_others(db, look, name):
    for kind in Kind:
        pdf = print_pdf(rendering.certificate_html(certificate(look, kind, NAMES[name])))
        with pikepdf.open(BytesIO(pdf)) as document:
            assert (kind, len(document.pages)) == (kind, 1)
        words = boxes(pdf)
        edges = [f(w[n] for w in words) for n, f in enumerate((min, min, max, max))]
        assert edges[0] > MARGIN
        assert edges[1] > MARGIN
        assert edges[2] < A4[0] - MARGIN
        assert edges[3] < A4[1] - MARGIN
        pairs = [(a, b) for n, a in enumerate(words) for b in words[:n] if overlap(a, b) > 6]
        assert (kind, pairs) == (kind, [])


@pytest.mark.parametrize("look", Design)
@pytest.mark.parametrize("name", NAMES)
def test_no_file_weighs_more_than_25_kilobytes(db, look, name):
    for kind in Kind:
        found = certificate(look, kind, NAMES[name])
        found.course_title = LONG_TITLE
        assert (kind, len(print_pdf(rendering.certificate_html(found))) <= LARGEST) == (kind, True)


@pytest.mark.parametrize("look", Design)
@pytest.mark.parametrize("name", ["usual", "150 letters"])
def test_ten_titles_of_blocks_or_28_days_have_room_too(db, look, name):
    many_blocks = certificate(look, Kind.CERTIFICATE, NAMES[name])
    many_blocks.blocks = ["Das unterstützende Gemeinwesen"] * 10
    many_days = certificate(look, Kind.CONFIRMATION, NAMES[name])
    many_days.dates = [f"2027-09-{day:02}" for day in range(1, 29)]
    for found in (many_blocks, many_days):
        pdf = print_pdf(rendering.certificate_html(found))
        with pikepdf.open(BytesIO(pdf)) as document:
            assert (found.kind, len(document.pages)) == (found.kind, 1)
