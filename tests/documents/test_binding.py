"""What is bound for the printer is a document like any other: tagged, titled, with bookmarks."""

from io import BytesIO

import pikepdf
import pytest

from documents.binding import bind
from documents.printing import print_pdf
from tests.documents.structure import faults


@pytest.fixture
def leaves(sheet):
    """Return three documents, the second of two pages and in English."""
    texts = ["<h1>Drei</h1>", "<h1>One</h1>" + "<p>line</p>" * 45, "<h1>Zwei</h1><h2>Teil</h2>"]
    pages = [sheet(text, title=f"Blatt {number}") for number, text in enumerate(texts)]
    pages[1] = pages[1].replace('lang="de"', 'lang="en"')
    return [print_pdf(page) for page in pages]


def parts(pdf):
    return list(pdf.Root.StructTreeRoot.K[0].K)


def test_documents_are_bound_in_order(leaves, opened, text_of):
    book = bind(leaves, "Alle Blätter")
    assert len(opened(book).pages) == 4
    lines = [line.strip() for line in text_of(book).splitlines()]
    assert [line for line in lines if line in ("Drei", "One", "Zwei")] == ["Drei", "One", "Zwei"]


def test_a_book_is_sound_and_claims_both_standards_under_its_own_title(leaves, opened):
    book = bind(leaves, "Alle Blätter: <1> & mehr")
    assert faults(book) == []
    assert str(opened(book).docinfo.Title) == "Alle Blätter: <1> & mehr"


def test_every_document_is_a_part_that_keeps_its_language_and_its_tags(leaves, opened):
    whole = parts(opened(bind(leaves, "Alle Blätter")))
    assert [(str(part.S), str(part.Lang)) for part in whole] == [
        ("/Part", "de"),
        ("/Part", "en"),
        ("/Part", "de"),
    ]
    kinds = [[str(child.S) for child in main(part).K[:2]] for part in whole]
    assert kinds == [["/H1"], ["/H1", "/P"], ["/H1", "/H2"]]


def main(part):
    return next(child for child in part.K if str(child.K[0].S) == "/H1")


def test_content_leads_to_the_element_of_its_own_document(leaves, opened):
    pdf = opened(bind(leaves, "Alle Blätter"))
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        pages = {owner.Pg.objgen for owner in owners[int(page.StructParents)] if owner}
        assert pages == {page.obj.objgen}


def test_a_bookmark_leads_to_every_document(leaves, opened):
    pdf = opened(bind(leaves, "Alle Blätter"))
    with pdf.open_outline() as outline:
        found = [(str(one.title), one.destination[0].objgen) for one in outline.root]
    pages = [page.obj.objgen for page in pdf.pages]
    assert found == [("Blatt 0", pages[0]), ("Blatt 1", pages[1]), ("Blatt 2", pages[3])]


def test_links_keep_their_tags(sheet, opened):
    leaf = print_pdf(sheet('<h1>Link</h1><p><a href="https://a.example">hier</a></p>'))
    book = bind([leaf, leaf], "Zwei")
    numbers = [int(page.Annots[0].StructParent) for page in opened(book).pages]
    tree = list(opened(book).Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, tree[::2]), tree[1::2], strict=True))
    assert [str(owners[number].S) for number in numbers] == ["/Link", "/Link"]
    assert len(set(numbers)) == 2
    assert faults(book) == []


def test_files_inside_stay_with_the_single_document(leaves, opened):
    pdf = pikepdf.open(BytesIO(leaves[0]))
    pdf.attachments["angaben.json"] = b"{}"
    out = BytesIO()
    pdf.save(out)
    assert dict(opened(bind([out.getvalue()], "Eins")).attachments) == {}


def test_nothing_cannot_be_bound():
    with pytest.raises(ValueError, match="Nothing to bind"):
        bind([], "Nichts")
