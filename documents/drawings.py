"""Drawings that every document carries (frame, emblem), worked out once a process.

WeasyPrint reads an SVG's paths anew for every page: for a certificate a third of the whole time.
"""

from collections import defaultdict

from weasyprint.images import SVGImage


class Drawings(dict):
    """WeasyPrint's cache of images; its SVGs remember what they put on the page."""

    def __setitem__(self, url, image):
        if isinstance(image, SVGImage):
            image.draw = Remembered(image.draw)
        super().__setitem__(url, image)


class Remembered:
    """A drawing's way onto the page, repeated from memory for the same width and height."""

    def __init__(self, draw):
        self._draw = draw
        self._known = {}

    def __call__(self, stream, width, height, style):
        size = (width, height)
        if size not in self._known:
            self._known[size] = self._try_out(stream, *size, style)
        operators, states = self._known[size]
        if operators is None:
            self._draw(stream, width, height, style)
        else:
            stream._resources["ExtGState"].update(states)
            stream.stream.extend(operators)

    def _try_out(self, stream, width, height, style):
        """Return the operators and the states they name; (None, {}) for what a document must own
        itself, such as gradients, patterns and text."""
        resources = defaultdict(dict)
        sheet = stream.clone(resources=resources)
        self._draw(sheet, width, height, style)
        if any(kind != "ExtGState" and found for kind, found in resources.items()):
            return None, {}
        return sheet.stream, dict(resources["ExtGState"])
