"""How a bound file keeps the tags of its documents (ISO 32000-1, 14.7)."""

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf

# Entries of the catalogue that are the same in all our documents: taken from the first one.
_SHARED_ENTRIES = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Metadata")


class Book:
    """A PDF that grows. `parts` are the structure elements of its documents; `owners` are pairs
    (running number, which elements the content of that page or link belongs to); `bookmarks` are
    pairs (title of a document, its first page)."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.parts: list[Object] = []
        self.owners: list[tuple[int, Object]] = []
        self.bookmarks: list[tuple[str, int]] = []

    def add(self, document: Pdf) -> None:
        """Put the pages of a document at the end of the book, with their tags."""
        start = len(self.pdf.pages)
        _drop_fields(document)
        self.pdf.pages.extend(document.pages)
        if not start:
            self._take_catalogue(document)
        self.bookmarks.append((str(document.docinfo["/Title"]), start))
        self._take_tags(document, list(self.pdf.pages)[start:])

    def _take_catalogue(self, document: Pdf) -> None:
        shared = Dictionary({name: document.Root[name] for name in _SHARED_ENTRIES})
        for name, value in self.pdf.copy_foreign(document.make_indirect(shared)).items():
            self.pdf.Root[name] = value
        for name, value in document.docinfo.items():
            self.pdf.docinfo[name] = str(value)

    def _take_tags(self, document: Pdf, pages: list[Page]) -> None:
        """Take over the structure; each number that leads into it moves behind those before."""
        shift = self.owners[-1][0] + 1 if self.owners else 0
        tree = self.pdf.copy_foreign(document.Root.StructTreeRoot)
        numbers = list(tree.ParentTree.Nums)
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self.owners += [(int(number) + shift, owner) for number, owner in pairs]
        for page in pages:
            page.StructParents += shift
            for link in page.get("/Annots", []):
                link.StructParent += shift
        for part in tree.K:
            part.S, part.Lang = Name.Part, document.Root.Lang
            self.parts.append(part)

    def finish(self, title: str) -> None:
        """Write structure, bookmarks and title."""
        self._write_structure()
        with self.pdf.open_outline() as outline:
            outline.root += [OutlineItem(name, page) for name, page in self.bookmarks]
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title

    def _write_structure(self) -> None:
        new = self.pdf.make_indirect
        root = new(Dictionary(Type=Name.StructTreeRoot))
        whole = new(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(self.parts)))
        for part in self.parts:
            part.P = whole
        numbers = Array([item for pair in self.owners for item in pair])
        root.K, root.ParentTree = Array([whole]), new(Dictionary(Nums=numbers))
        self.pdf.Root.StructTreeRoot = root


def _drop_fields(document: Pdf) -> None:
    """Leave out the field of a signature, which does not outlive the file that it seals."""
    if "/AcroForm" in document.Root:
        del document.Root.AcroForm
        for page in document.pages:
            page.Annots = Array([a for a in page.get("/Annots", []) if a.Subtype != "/Widget"])
