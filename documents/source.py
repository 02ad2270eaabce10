"""A document before printing: its HTML, read once, with what the typesetter must know about it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from weasyprint import HTML

from documents.errors import SpeechlessPicture, UnclearTable, UnnamedDocument
from documents.fetcher import SCHEME, Fetcher
from documents.pdf.enclosures import take_enclosures

_SVG = "{http://www.w3.org/2000/svg}"
# Signs without ink that turn, hide or join letters (zero width, direction, tags).
_UNSEEN = re.compile(
    r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


class DocumentSource:
    """One document: `title`, `language`, `styles` (addresses of its stylesheets, in order) and
    `enclosures` (files that travel inside)."""

    def __init__(self, html: str, fetcher: Fetcher, title: str | None = None) -> None:
        """Read the HTML without unseen signs; `title` None takes the title in the HTML.

        Raises UnnamedDocument, SpeechlessPicture or UnclearTable."""
        html = _UNSEEN.sub("", html)
        self.html = HTML(string=html, url_fetcher=fetcher, base_url=SCHEME)
        self.root: Element = self.html.etree_element
        self.title = _UNSEEN.sub("", title or "") or self.root.findtext("head/title", "").strip()
        self.language = self.root.get("lang", "")
        self.styles = self._take_styles()
        self.enclosures = take_enclosures(self._head)
        self._check_names()
        self._check_pictures()
        self._check_tables()

    @property
    def _head(self) -> Element:
        # WeasyPrint's parser gives every document a head and a body.
        return self.root.find("head")  # type: ignore[return-value]

    def texts(self) -> Iterator[str]:
        """Yield every text of the body, in order."""
        body = self.root.find("body")
        yield from body.itertext() if body is not None else ()

    def _take_styles(self) -> tuple[str, ...]:
        """Take the stylesheet links out: the typesetter keeps its stylesheets parsed."""
        links = [link for link in self._head.findall("link") if link.get("rel") == "stylesheet"]
        for link in links:
            self._head.remove(link)
        return tuple(link.get("href", "") for link in links)

    def _check_names(self) -> None:
        for fact, value in (("Titel", self.title), ("Sprache", self.language)):
            if not value:
                raise UnnamedDocument(fact)

    def _check_pictures(self) -> None:
        texts = [image.get("alt") for image in self.root.iter("img")]
        texts += [drawing.findtext(f"{_SVG}title") for drawing in self.root.iter(f"{_SVG}svg")]
        if not all(texts):
            raise SpeechlessPicture

    def _check_tables(self) -> None:
        for head in self.root.iter("th"):
            if head.get("scope") not in ("row", "col"):
                raise UnclearTable("".join(head.itertext()).strip())
