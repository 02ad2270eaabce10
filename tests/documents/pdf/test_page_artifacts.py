"""What stands in the margins of every page is printed, and not read aloud."""

from io import BytesIO

import pikepdf
import pytest

from documents.printing import print_pdf
from tests.documents.structure import faults

FOOT = """<style>
@page { @bottom-left { content: "Kurs A" } @bottom-right { content: counter(page) } }
</style><h1>Eins</h1><p>Text</p><h2 style="break-before: page">Zwei</h2>"""


@pytest.fixture
def pdf(sheet):
    return print_pdf(sheet(FOOT))


def operators(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    yield str(operands[0]), str(operands[1].get("/Type", ""))


def test_running_feet_are_artifacts_of_every_page(pdf):
    assert list(operators(pdf)).count(("/Artifact", "/Pagination")) == 4
    assert faults(pdf) == []


def test_they_are_printed_all_the_same(pdf, text_of):
    assert [text_of(pdf).count(word) for word in ("Kurs A", "Eins", "Zwei")] == [2, 1, 1]


def test_a_document_without_them_stays_as_it_was(sheet):
    pdf = print_pdf(sheet("<h1>Eins</h1>"))
    assert [pair for pair in operators(pdf) if pair[0] == "/Artifact"] == []
    assert faults(pdf) == []
