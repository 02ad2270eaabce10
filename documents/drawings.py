"""Drawings that every document carries (frame, emblem), converted to PDF once a process.

WeasyPrint reads an SVG's paths anew for every page: for a certificate a third of the whole time.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint.images import SVGImage
from weasyprint.pdf.stream import Stream

from documents.pdf.slimming import packed, slim_operators
from documents.qr import QrCodeCache


class ImageCache(QrCodeCache):
    """WeasyPrint's cache of images; the SVGs in it are converted only once for each size."""

    def __setitem__(self, url: str, image: Any) -> None:
        if isinstance(image, SVGImage):
            image.draw = ConvertedOnce(image.draw)
        super().__setitem__(url, image)


class ConvertedOnce:
    """Replaces the `draw` of an SVG: keeps for each width and height the PDF object it becomes."""

    def __init__(self, draw: Callable[..., None]) -> None:
        self._draw = draw
        self._known: dict[tuple[float, float], PackedDrawing | None] = {}

    def __call__(self, stream: Stream, width: float, height: float, style: Any) -> None:
        size = (width, height)
        if size not in self._known:
            self._known[size] = self._converted(stream, *size, style)
        if drawing := self._known[size]:
            drawing.put_on(stream)
        else:
            self._draw(stream, width, height, style)

    def _converted(
        self, stream: Stream, width: float, height: float, style: Any
    ) -> "PackedDrawing | None":
        """Return the drawing as an object; None for what a document must own itself, such as
        gradients, patterns and text."""
        resources: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        trial = stream.clone(resources=resources)
        self._draw(trial, width, height, style)
        if any(kind != "ExtGState" and found for kind, found in resources.items()):
            return None
        return PackedDrawing(trial.stream, dict(resources["ExtGState"]), (width, height))


class PackedDrawing:
    """What a drawing puts on the page, as a form of PDF (ISO 32000-1, 8.10)."""

    def __init__(
        self, operators: list[bytes], states: dict[str, Any], size: tuple[float, float]
    ) -> None:
        content = slim_operators(b"\n".join(operators))
        self.name = f"d{hashlib.sha256(content).hexdigest()[:8]}"
        self._content = packed(content)
        self._states, self._size = states, size

    def put_on(self, stream: Stream) -> None:
        """Draw it; what stands several times in a document is stored once."""
        objects = stream._resources["XObject"]
        if self.name not in objects:
            objects[self.name] = self._form()
        stream.draw_x_object(self.name)

    def _form(self) -> pydyf.Stream:
        about = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, *self._size]),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary(self._states)}),
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([self._content], about)
