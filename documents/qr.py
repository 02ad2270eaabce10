"""QR codes as drawings that stay sharp at any size and can be heard."""

import segno
from django.utils.html import format_html
from django.utils.safestring import mark_safe

QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004, 6.3.8


def qr_svg(content, alt, *, css_class="qr"):
    """Return a QR code as inline SVG; `alt` says what it leads to. Its size comes from CSS."""
    matrix = segno.make_qr(content, error="m").matrix
    side = len(matrix) + 2 * QUIET_ZONE
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" viewBox="0 0 {} {}" role="img">'
        '<title>{}</title><path fill="none" stroke="#000" d="{}"/></svg>',
        css_class,
        side,
        side,
        alt,
        mark_safe("".join(_bars(matrix))),  # noqa: S308 numbers and letters of our own
    )


def _bars(matrix):
    for y, row in enumerate(matrix, start=QUIET_ZONE):
        for x, length in _runs(row):
            yield f"M{x + QUIET_ZONE} {y}.5h{length}"


def _runs(row):
    """Yield (start, length) of every unbroken run of dark modules."""
    start = None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
