"""The rules of accessibility, 5 and 6: see `test_rules.py`."""

from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def pdf_of(client, course):
    return client.get(reverse("paper_form", args=[course.slug])).content


def test_rule_5_a_pdf_is_tagged_and_has_language_title_and_a_heading(client, course):
    with pikepdf.open(BytesIO(pdf_of(client, course))) as pdf:
        root = pdf.Root
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "de")
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert len(str(pdf.docinfo.Title)) > 10
        kinds = [str(element.S) for element in elements(root.StructTreeRoot)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/P") > 5


def test_rule_5_every_picture_in_a_pdf_has_words(client, course):
    with pikepdf.open(BytesIO(pdf_of(client, course))) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
        assert [len(str(figure.get("/Alt", ""))) > 0 for figure in figures] == [True] * len(figures)


def elements(node):
    """Yield all structure elements of a PDF below the node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_rule_6_nothing_is_called_leichte_sprache():
    places = [*(settings.BASE_DIR / "templates").rglob("*.html")]
    rooms = ("accounts", "biq", "certificates", "courses", "participants")
    places += [file for room in rooms for file in (settings.BASE_DIR / room).rglob("*.py")]
    said = [str(file) for file in places if "leichte sprache" in file.read_text().lower()]
    assert said == []
