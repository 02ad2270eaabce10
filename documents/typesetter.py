"""WeasyPrint with its caches: fonts, parsed stylesheets and images are read once a process.

A document that is set without them takes nearly twice the time, and its memory is not given back.
"""

import logging
import threading
from collections.abc import Iterable
from functools import cache, partial

import pydyf
from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from documents import fonts
from documents.drawings import ImageCache
from documents.errors import DocumentError, RefusedAsset, Unprintable
from documents.fetcher import SCHEME, Fetcher, locate
from documents.glyphs import check_glyphs
from documents.pdf.enclosures import enclose
from documents.pdf.page_artifacts import mark_margins
from documents.pdf.slimming import pack, slim
from documents.pdf.standards import VARIANT, claim_accessibility, forbid_interpolation
from documents.source import DocumentSource

logger = logging.getLogger(__name__)


class Typesetter:
    """Sets documents into PDFs. Pango's font map is not safe for threads: hold `lock` meanwhile."""

    def __init__(self) -> None:
        """Raises MissingFont."""
        fonts.files()
        self.lock = threading.RLock()
        self.font_config = FontConfiguration()
        self.images = ImageCache()
        self.parsed: dict[tuple[str, int], CSS] = {}
        self.faces = CSS(
            string=fonts.stylesheet(), font_config=self.font_config, url_fetcher=Fetcher()
        )

    def set(self, html: str, title: str | None = None) -> bytes:
        """Return the document as PDF bytes; `title` replaces the one in the HTML.

        Raises DocumentError."""
        try:
            with self.lock:
                return self._set(html, title)
        except DocumentError:
            raise
        except Exception as error:
            logger.exception("A document could not be printed")
            raise Unprintable(type(error).__name__) from error

    def _set(self, html: str, title: str | None) -> bytes:
        fetcher = Fetcher()
        source = DocumentSource(html, fetcher, title)
        try:
            pdf = _write(self._lay_out(source, fetcher), source)
        finally:
            self._forget_images(fetcher.refused)
        if fetcher.refused:
            raise RefusedAsset(fetcher.refused[0])
        return pdf

    def _lay_out(self, source: DocumentSource, fetcher: Fetcher) -> Document:
        return source.html.render(
            font_config=self.font_config,
            stylesheets=[self.faces, *(self._stylesheet(url, fetcher) for url in source.styles)],
            cache=self.images,
            pdf_variant=VARIANT,
        )

    def _stylesheet(self, url: str, fetcher: Fetcher) -> CSS:
        """Return the parsed stylesheet; a file that has changed since is read again."""
        path = locate(url)
        if path is None:
            raise RefusedAsset(url)
        key = (url, path.stat().st_mtime_ns)
        if key not in self.parsed:
            self.parsed[key] = CSS(
                string=path.read_text(),
                base_url=SCHEME,
                font_config=self.font_config,
                url_fetcher=fetcher,
            )
        return self.parsed[key]

    def _forget_images(self, urls: Iterable[str]) -> None:
        """A refused image is kept as a failure: forget it, or the next one is not noticed."""
        for url in urls:
            self.images.pop(url, None)


def _write(document: Document, source: DocumentSource) -> bytes:
    """Return the laid out document as PDF bytes. Raises MissingGlyph."""
    document.metadata.title = source.title
    pdf = document.write_pdf(finisher=partial(_finish, source), pdf_variant=VARIANT)
    check_glyphs(document.fonts.values(), source.texts())
    return pdf


def _finish(source: DocumentSource, _document: Document, pdf: pydyf.PDF) -> None:
    claim_accessibility(pdf)
    mark_margins(pdf)
    forbid_interpolation(pdf)
    slim(pdf)
    enclose(pdf, source.enclosures)
    pack(pdf)


@cache
def typesetter() -> Typesetter:
    """Return the one typesetter of this process."""
    return Typesetter()
