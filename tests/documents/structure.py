"""The structure of a PDF, looked at piece by piece: what a reader of screens relies on.

`faults(pdf)` is for every kind of document of ours. It is no replacement for veraPDF (`.ci/judge`):
it says in a second, and in words, what that would say in a minute in numbers of clauses.
"""

import re
import subprocess
from io import BytesIO
from itertools import pairwise
from tempfile import NamedTemporaryFile

import pikepdf

PAINTS = {
    "Tj",
    "TJ",
    "'",
    '"',
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "sh",
    "Do",
    "INLINE IMAGE",
}
OPENS, CLOSES = {"BDC", "BMC"}, "EMC"
STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|P|H[1-6]|L|LI|Lbl|LBody|Table|T[RHD]"
    "|T(Head|Body|Foot)|Span|Link|Figure|Form|NonStruct"
)


def faults(pdf):
    """Return in words what is wrong with the structure of a PDF (bytes); best is an empty list."""
    with pikepdf.open(BytesIO(pdf)) as document:
        elements = list(_elements(document.Root.StructTreeRoot))
        return [
            *_of_catalog(document),
            *_of_metadata(document),
            *_of_content(document, elements),
            *_of_headings(document.Root.StructTreeRoot),
            *_of_elements(elements),
            *_of_fonts(document),
            *_of_pages(document),
            *_of_syntax(pdf),
        ]


def _elements(root):
    """Yield the elements of the structure tree, in the order in which they are read."""
    for child in _children(root):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _children(element):
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _of_catalog(document):
    root = document.Root
    if not re.fullmatch("[a-z]{2}", str(root.get("/Lang", ""))):
        yield "The document does not say its language."
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "The document does not say that it is tagged."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "Readers show the name of the file instead of the title."


def _of_metadata(document):
    info, xmp = document.docinfo, document.open_metadata()
    pairs = {
        "title": (info.get("/Title"), xmp.get("dc:title")),
        "author": (info.get("/Author"), ", ".join(xmp.get("dc:creator", []))),
        "producer": (info.get("/Producer"), xmp.get("pdf:Producer")),
        "date": (_digits(info.get("/CreationDate")), _digits(xmp.get("xmp:CreateDate"))),
    }
    for name, (ours, theirs) in pairs.items():
        if (name == "title" and not ours) or str(ours or "") != str(theirs or ""):
            yield f"Info and XMP do not agree about the {name}: {ours}, {theirs}."
    if (xmp.pdfa_status, xmp.get("pdfuaid:part")) != ("3A", "1"):
        yield "The metadata do not claim PDF/A-3a and PDF/UA-1."


def _digits(date):
    return re.sub(r"\D", "", str(date or ""))[:8]


def _of_content(document, elements):
    """Everything that is painted is an artifact, or belongs to exactly one element."""
    owned = [number for element in elements for number in _owned(element)]
    for page in document.pages:
        key = page.obj.objgen
        marked, loose = _marked(page)
        mine = [number for where, number in owned if where == key]
        if loose:
            yield f"Not tagged, and no artifact: {sorted(loose)}."
        if sorted(mine) != sorted(marked):
            yield f"Tags and content do not match: {set(mine) ^ set(marked)}."


def _owned(element):
    for child in _children(element):
        if isinstance(child, int):
            yield element.Pg.objgen, child
        elif isinstance(child, pikepdf.Dictionary) and "/MCID" in child:
            yield child.get("/Pg", element.get("/Pg")).objgen, int(child.MCID)


def _marked(page):
    """Return the numbers of marked content, and what is painted outside of any mark."""
    depth, numbers, loose = [], [], set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in OPENS:
            depth.append(str(operands[0]))
            numbers += [int(operands[1].MCID)] if name == "BDC" and "/MCID" in operands[1] else []
        elif name == CLOSES:
            depth.pop()
        elif name in PAINTS and not depth:
            loose.add(name)
    return numbers, loose


def _of_headings(root):
    """Each part of a bound file, which says its language, has headings of its own."""
    whole = root.K[0]
    bound = [child for child in _children(whole) if "/Lang" in child]
    for part in bound or [whole]:
        kinds = [str(element.S) for element in _elements(part)]
        yield from _of_levels([int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)])


def _of_levels(levels):
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"There must be one first heading, at first: {levels}."
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"A level of headings is left out: {levels}."


def _of_elements(elements):
    for element in elements:
        kind = str(element.S)[1:]
        if not STANDARD.fullmatch(kind):
            yield f"No standard element: {kind}."
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "A figure without alternative text."
        if kind == "TH" and "/ID" not in element and "/Scope" not in _attributes(element):
            yield "A table head that no cell refers to."
        if kind == "L" and {str(c.S) for c in _children(element)} - {"/LI", "/Caption"}:
            yield "A list with something else than items."


def _attributes(element):
    found = element.get("/A", [])
    parts = found if isinstance(found, pikepdf.Array) else [found]
    return {key for part in parts for key in part.keys()}  # noqa: SIM118 a PDF's own type


def _of_fonts(document):
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            if "/FontFile2" not in item:
                yield f"{item.FontName} is not embedded."
            if not re.match(r"/[A-Z]{6}\+", str(item.FontName)):
                yield f"{item.FontName} is not a subset."


def _of_pages(document):
    for page in document.pages:
        if page.get("/Tabs") != "/S":
            yield "The order of tabs is not that of the structure."
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Link" and not annotation.get("/Contents"):
                yield "A link without words."


def _of_syntax(pdf):
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        check = subprocess.run(["qpdf", "--check", file.name], capture_output=True)
    if check.returncode or check.stderr:
        yield f"qpdf: {check.stderr.decode()}"
