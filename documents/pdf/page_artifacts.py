"""Marks running heads and feet as artifacts, which screen readers leave out.

WeasyPrint tags what stands in the margins of a page without putting it into the structure tree.
PDF/UA-1 (ISO 14289-1, 7.8) wants it to be an artifact.
"""

from collections.abc import Iterator

import pydyf

PAGINATION = b"<</Type/Pagination>>"


def mark_margins(pdf: pydyf.PDF) -> None:
    """Make artifacts of everything that is tagged in a pydyf PDF and belongs to no element."""
    pages: dict[str, set[int]] = {}
    for element in _unattached(pdf):
        for page, number in _marks(pdf, element):
            pages.setdefault(page, set()).add(number)
    for page, numbers in pages.items():
        _mark(pdf, _number(page), numbers)


def _unattached(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    """Return the elements that name the document as parent, which does not know them."""
    elements = [item for item in pdf.objects if _is_element(item)]
    document = next(item for item in elements if item["S"] == "/Document")
    known = set(document["K"])
    mine = (item for item in elements if item["P"] == document.reference)
    return [item for item in mine if item.reference not in known]


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _marks(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[tuple[str, int]]:
    """Yield (reference of the page, number) of all marked content below the element."""
    for child in element["K"]:
        if isinstance(child, int):
            yield element["Pg"], child
        else:
            yield from _marks(pdf, pdf.objects[_number(child)])


def _number(reference: str) -> int:
    return int(reference.split()[0])


def _mark(pdf: pydyf.PDF, page_number: int, numbers: set[int]) -> None:
    page = pdf.objects[page_number]
    operators = pdf.objects[_number(page["Contents"])].stream
    for place, item in enumerate(operators):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            operators[place - 1 : place + 1] = [b"/Artifact", PAGINATION]
    tree = pdf.objects[_number(_root(pdf)["ParentTree"])]["Nums"]
    parents = tree[2 * page["StructParents"] + 1]
    for number in numbers:
        parents[number] = "null"


def _root(pdf: pydyf.PDF) -> pydyf.Dictionary:
    return pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
