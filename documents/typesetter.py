"""WeasyPrint, kept warm: fonts, parsed stylesheets and images are read once a process.

A document that starts from nothing costs nearly twice the time, and its memory is not given back.
"""

import logging
import threading
from functools import cache, partial

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from documents import fonts
from documents.drawings import Drawings
from documents.enclosures import enclose
from documents.errors import DocumentError, RefusedAsset, Unprintable
from documents.fetcher import Fetcher, locate
from documents.glyphs import check_glyphs
from documents.page_artifacts import release_margins
from documents.slimming import pack, slim
from documents.source import Sheet
from documents.standards import VARIANT, claim_accessibility, keep_pixels

logger = logging.getLogger(__name__)


class Typesetter:
    """Sets sheets into PDFs. Pango's font map is not for many threads: hold `lock` meanwhile."""

    def __init__(self):
        fonts.files()
        self.lock = threading.RLock()
        self.font_config = FontConfiguration()
        self.images = Drawings()
        self.parsed = {}
        self.faces = CSS(
            string=fonts.stylesheet(), font_config=self.font_config, url_fetcher=Fetcher()
        )

    def set(self, html, title=None):
        """Return the document as PDF bytes. Raises DocumentError."""
        try:
            with self.lock:
                return self._set(html, title)
        except DocumentError:
            raise
        except Exception as error:
            logger.exception("A document could not be printed")
            raise Unprintable(type(error).__name__) from error

    def _set(self, html, title):
        fetcher = Fetcher()
        sheet = Sheet(html, fetcher, title)
        try:
            pdf = _write(self._lay_out(sheet, fetcher), sheet)
        finally:
            self._forget_images(fetcher.refused)
        if fetcher.refused:
            raise RefusedAsset(fetcher.refused[0])
        return pdf

    def _lay_out(self, sheet, fetcher):
        return sheet.html.render(
            font_config=self.font_config,
            stylesheets=[self.faces, *(self._stylesheet(url, fetcher) for url in sheet.styles)],
            cache=self.images,
            pdf_variant=VARIANT,
        )

    def _stylesheet(self, url, fetcher):
        """Return the parsed stylesheet; a file that has changed since is read again."""
        path = locate(url)
        if path is None:
            raise RefusedAsset(url)
        key = (url, path.stat().st_mtime_ns)
        if key not in self.parsed:
            self.parsed[key] = CSS(
                string=path.read_text(),
                base_url="press:",
                font_config=self.font_config,
                url_fetcher=fetcher,
            )
        return self.parsed[key]

    def _forget_images(self, urls):
        """A refused image is kept as a failure: forget it, or the next one is not noticed."""
        for url in urls:
            self.images.pop(url, None)


def _write(document, sheet):
    """Return the laid out sheet as PDF bytes. Raises MissingGlyph."""
    document.metadata.title = sheet.title
    pdf = document.write_pdf(finisher=partial(_finish, sheet), pdf_variant=VARIANT)
    check_glyphs(document.fonts.values(), sheet.texts())
    return pdf


def _finish(sheet, _document, pdf):
    claim_accessibility(pdf)
    release_margins(pdf)
    keep_pixels(pdf)
    slim(pdf)
    enclose(pdf, sheet.enclosures)
    pack(pdf)


@cache
def typesetter():
    """Return the one typesetter of this process."""
    return Typesetter()
