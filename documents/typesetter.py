"""WeasyPrint, kept warm: fonts, parsed stylesheets and images are read once a process.

A document that starts from nothing costs nearly twice the time, and its memory is not given back.
"""

import logging
import threading
from copy import copy
from functools import cache, partial

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from documents import fonts
from documents.drawings import Drawings
from documents.enclosures import enclose
from documents.errors import DocumentError, RefusedAsset, Unprintable
from documents.fetcher import Fetcher, locate
from documents.glyphs import check_glyphs
from documents.margins import release_margins
from documents.sheet import Sheet, gather
from documents.slimming import slim
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

    def set_one(self, html, title=None):
        """Return one document as PDF bytes. Raises DocumentError."""
        try:
            with self.lock:
                return self._set([html], title)[0]
        except DocumentError:
            raise
        except Exception as error:
            logger.exception("A document could not be printed")
            raise Unprintable(type(error).__name__) from error

    def set_together(self, htmls):
        """Return the PDFs of several documents, typeset in one go. Raises any error of any."""
        with self.lock:
            return self._set(htmls)

    def _set(self, htmls, title=None):
        fetcher = Fetcher()
        sheets = [Sheet(html, fetcher, title) for html in htmls]
        if len({sheet.family for sheet in sheets}) > 1:
            raise ValueError("These sheets do not share language and stylesheets.")
        try:
            document = self._lay_out(sheets, fetcher)
            pdfs = [_write(document, sheet, number) for number, sheet in enumerate(sheets)]
        finally:
            self._forget_images(fetcher.refused)
        if fetcher.refused:
            raise RefusedAsset(fetcher.refused[0])
        return pdfs

    def _lay_out(self, sheets, fetcher):
        stylesheets = [self.faces, *(self._stylesheet(url, fetcher) for url in sheets[0].styles)]
        return gather(sheets).render(
            font_config=self.font_config,
            stylesheets=stylesheets,
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


def _write(document, sheet, number):
    """Write the pages of one sheet of the document. Raises MissingGlyph."""
    anchor = f"sheet-{number}"
    pages = [page for page in document.pages if anchor in page.anchors]
    for page in pages:
        del page.anchors[anchor]
    part = document.copy(pages)
    part.metadata = copy(document.metadata)
    part.metadata.title = sheet.title
    pdf = part.write_pdf(finisher=partial(_finish, sheet), pdf_variant=VARIANT)
    check_glyphs(part.fonts.values(), sheet.texts())
    return pdf


def _finish(sheet, _document, pdf):
    claim_accessibility(pdf)
    release_margins(pdf)
    keep_pixels(pdf)
    slim(pdf)
    enclose(pdf, sheet.enclosures)


@cache
def typesetter():
    """Return the one typesetter of this process."""
    return Typesetter()
