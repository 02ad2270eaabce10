"""The checker finds what is wrong; `tests/biq` has it check every kind of document."""

from io import BytesIO

import pikepdf
import pytest

from documents.printing import print_pdf
from documents.qr import qr_image
from tests.documents.structure import faults

CONTENT = f"""<h1>Liste</h1><h2>Teil</h2><p>für <b>Gülşen</b> <a href="https://a.example">x</a></p>
<ol><li>Erstens</li></ol>{qr_image("https://a.example", "Bild")}
<table><tr><th scope="col">Name</th></tr><tr><td>Işık</td></tr></table>"""


@pytest.fixture
def spoiled(sheet):
    """Return a function that prints a sound document, has it changed, and names its faults."""

    def spoil(change, content=CONTENT):
        with pikepdf.open(BytesIO(print_pdf(sheet(content)))) as pdf:
            change(pdf)
            out = BytesIO()
            pdf.save(out)
        return faults(out.getvalue())

    return spoil


def element(pdf, kind):
    found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind)
    return next(found)


def test_a_document_of_ours_is_without_fault(sheet):
    assert faults(print_pdf(sheet(CONTENT))) == []


def _no_language(pdf):
    del pdf.Root.Lang


def _another_title(pdf):
    pdf.docinfo["/Title"] = "Etwas anderes"


def _mute(pdf):
    del element(pdf, "/Figure").Alt


def _own_element(pdf):
    element(pdf, "/P").S = pikepdf.Name("/Poem")


def _loose(pdf):
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def _untagged(pdf):
    del element(pdf, "/H1").K[0]


def _not_embedded(pdf):
    found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o)
    del next(found).FontFile2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_no_language, "The document does not say its language."),
        (
            _another_title,
            "Info and XMP do not agree about the title: Etwas anderes, Bescheinigung.",
        ),
        (_mute, "A figure without alternative text."),
        (_own_element, "No standard element: Poem."),
        (_loose, "Not tagged, and no artifact: ['f']."),
    ],
)
def test_a_fault_is_named(spoiled, change, said):
    assert spoiled(change) == [said]


def test_content_that_belongs_nowhere_is_found(spoiled):
    [said] = spoiled(_untagged)
    assert said.startswith("Tags and content do not match: ")


def test_a_font_that_is_not_inside_is_found(spoiled):
    assert [said.endswith("is not embedded.") for said in spoiled(_not_embedded)] == [True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<h1>Eins</h1><h3>Drei</h3>", "A level of headings is left out: [1, 3]."),
        ("<h2>Zwei</h2>", "There must be one first heading, at first: [2]."),
        ("<h1>Eins</h1><h1>Eins</h1>", "There must be one first heading, at first: [1, 1]."),
    ],
)
def test_headings_out_of_order_are_found(spoiled, content, said):
    assert spoiled(lambda pdf: None, content) == [said]
