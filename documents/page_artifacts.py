"""Running heads and feet are no part of the text: nobody wants to hear them on every page.

WeasyPrint tags what stands in the margins of a page and hangs it nowhere. PDF/UA-1 (ISO 14289-1,
7.8) wants it to be an artifact.
"""

PAGINATION = b"<</Type/Pagination>>"


def release_margins(pdf):
    """Make artifacts of everything that is tagged in a pydyf PDF and belongs to no element."""
    pages = {}
    for element in _adrift(pdf):
        for page, number in _marks(pdf, element):
            pages.setdefault(page, set()).add(number)
    for page, numbers in pages.items():
        _release(pdf, _number(page), numbers)


def _adrift(pdf):
    """Return the elements that name the document as parent, which does not know them."""
    elements = [item for item in pdf.objects if _is_element(item)]
    document = next(item for item in elements if item["S"] == "/Document")
    known = set(document["K"])
    mine = (item for item in elements if item["P"] == document.reference)
    return [item for item in mine if item.reference not in known]


def _is_element(item):
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _marks(pdf, element):
    """Yield (page, number) of all marked content below the element."""
    for child in element["K"]:
        if isinstance(child, int):
            yield element["Pg"], child
        else:
            yield from _marks(pdf, pdf.objects[_number(child)])


def _number(reference):
    return int(reference.split()[0])


def _release(pdf, page, numbers):
    page = pdf.objects[page]
    operators = pdf.objects[_number(page["Contents"])].stream
    for place, item in enumerate(operators):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            operators[place - 1 : place + 1] = [b"/Artifact", PAGINATION]
    tree = pdf.objects[_number(_root(pdf)["ParentTree"])]["Nums"]
    parents = tree[2 * page["StructParents"] + 1]
    for number in numbers:
        parents[number] = "null"


def _root(pdf):
    return pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
