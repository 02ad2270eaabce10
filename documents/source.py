"""A document before printing: its HTML, read once, with what the press must know about it."""

import re

from weasyprint import HTML

from documents import enclosures
from documents.errors import SpeechlessPicture, UnclearTable, UnnamedDocument

_SVG = "{http://www.w3.org/2000/svg}"
# Signs without ink that turn, hide or join letters (zero width, direction, tags).
_UNSEEN = re.compile(
    r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


class Sheet:
    """One document: `title`, `language`, `styles` (addresses of its stylesheets, in order) and
    `enclosures` (files that travel inside)."""

    def __init__(self, html, fetcher, title=None):
        """Read the HTML without unseen signs.

        Raises UnnamedDocument, SpeechlessPicture or UnclearTable."""
        html = _UNSEEN.sub("", html)
        self.html = HTML(string=html, url_fetcher=fetcher, base_url="press:")
        self.root = self.html.etree_element
        self.title = _UNSEEN.sub("", title or "") or self.root.findtext("head/title", "").strip()
        self.language = self.root.get("lang", "")
        self.styles = self._take_styles()
        self.enclosures = enclosures.take_from(self.root.find("head"))
        self._check_names()
        self._check_pictures()
        self._check_tables()

    @property
    def body(self):
        return self.root.find("body")

    def texts(self):
        return self.body.itertext()

    def _take_styles(self):
        """Take the stylesheet links out: the press keeps its stylesheets parsed."""
        head = self.root.find("head")
        links = [link for link in head.findall("link") if link.get("rel") == "stylesheet"]
        for link in links:
            head.remove(link)
        return tuple(link.get("href", "") for link in links)

    def _check_names(self):
        for fact, value in (("Titel", self.title), ("Sprache", self.language)):
            if not value:
                raise UnnamedDocument(fact)

    def _check_pictures(self):
        texts = [image.get("alt") for image in self.root.iter("img")]
        texts += [drawing.findtext(f"{_SVG}title") for drawing in self.root.iter(f"{_SVG}svg")]
        if not all(texts):
            raise SpeechlessPicture

    def _check_tables(self):
        for head in self.root.iter("th"):
            if head.get("scope") not in ("row", "col"):
                raise UnclearTable("".join(head.itertext()).strip())
