"""QR codes as drawings that stay sharp at any size and can be heard."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:  # what prints nothing, as most of the web, does without WeasyPrint
    from weasyprint.pdf.stream import Stream

QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004, 6.3.8
_SCHEME = "asset:qr/"


def qr_image(content: str, alt: str, *, css_class: str = "qr") -> SafeString:
    """Return a QR code as HTML for `print_pdf`; `alt` says where it leads. CSS gives its size."""
    return format_html(
        '<img class="{}" src="{}{}" alt="{}">', css_class, _SCHEME, quote(content, safe=""), alt
    )


def qr_svg(content: str, alt: str) -> SafeString:
    """Return a QR code as an inline drawing for a web page; CSS gives its size."""
    code = QrCode(content)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in code.bars)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {side} {side}">'
        '<path d="{}"/></svg>',
        alt,
        path,
        side=code.side,
    )


class QrCodeCache(dict[str, Any]):
    """A cache of images for WeasyPrint that knows every QR code; none is kept."""

    def __contains__(self, url: object) -> bool:
        return str(url).startswith(_SCHEME) or super().__contains__(url)

    def __missing__(self, url: str) -> "QrCode":
        return QrCode(url)


class QrCode:
    """The QR code behind an address of `qr_image`, in the form in which WeasyPrint knows images."""

    def __init__(self, url: str) -> None:
        matrix = segno.make_qr(unquote(url.removeprefix(_SCHEME)), error="m").matrix
        self.side = len(matrix) + 2 * QUIET_ZONE
        self.bars = [
            (x, y, length) for y, row in enumerate(matrix, QUIET_ZONE) for x, length in _runs(row)
        ]

    def get_intrinsic_size(self, _resolution: object, _font_size: object) -> tuple[int, int, int]:
        return self.side, self.side, 1

    def draw(self, stream: "Stream", width: float, height: float, _style: object) -> None:
        """Fill the dark modules in black, a rectangle for each run of a row."""
        stream.transform(a=width / self.side, d=height / self.side)
        stream.set_color_rgb(0, 0, 0)
        stream.stream.extend(b"%d %d %d 1 re" % (x, y, length) for x, y, length in self.bars)
        stream.fill()


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, length) of every unbroken run of dark modules."""
    start = None
    for x, dark in enumerate([*row, 0], QUIET_ZONE):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
