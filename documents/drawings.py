"""Drawings that every document carries (frame, emblem), worked out and packed once a process.

WeasyPrint reads an SVG's paths anew for every page: for a certificate a third of the whole time.
"""

import hashlib
from collections import defaultdict

import pydyf
from weasyprint.images import SVGImage

from documents.qr import Codes
from documents.slimming import packed, slim_operators


class Drawings(Codes):
    """WeasyPrint's cache of images; its SVGs remember what they put on the page."""

    def __setitem__(self, url, image):
        if isinstance(image, SVGImage):
            image.draw = Remembered(image.draw)
        super().__setitem__(url, image)


class Remembered:
    """A drawing's way onto the page: in each width and height an object that is packed once."""

    def __init__(self, draw):
        self._draw = draw
        self._known = {}

    def __call__(self, stream, width, height, style):
        size = (width, height)
        if size not in self._known:
            self._known[size] = self._try_out(stream, *size, style)
        if drawing := self._known[size]:
            drawing.put_on(stream)
        else:
            self._draw(stream, width, height, style)

    def _try_out(self, stream, width, height, style):
        """Return the drawing packed; None for what a document must own itself, such as gradients,
        patterns and text."""
        resources = defaultdict(dict)
        sheet = stream.clone(resources=resources)
        self._draw(sheet, width, height, style)
        if any(kind != "ExtGState" and found for kind, found in resources.items()):
            return None
        return Packed(sheet.stream, dict(resources["ExtGState"]), (width, height))


class Packed:
    """What a drawing puts on the page, as a form of PDF (ISO 32000-1, 8.10)."""

    def __init__(self, operators, states, size):
        content = slim_operators(b"\n".join(operators))
        self.name = f"d{hashlib.sha256(content).hexdigest()[:8]}"
        self._content = packed(content)
        self._states, self._size = states, size

    def put_on(self, stream):
        """Draw it; what stands several times in a document is one object."""
        objects = stream._resources["XObject"]
        if self.name not in objects:
            objects[self.name] = self._form()
        stream.draw_x_object(self.name)

    def _form(self):
        about = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, *self._size]),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary(self._states)}),
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([self._content], about)
