"""What a PDF can do without, taken out just before it is written: a sixth of a certificate.

What is seen and heard stays as it was. Out go the tables of fonts that no reader of PDFs asks for,
digits beyond a thousandth of a pixel, and the points of a colour curve that a formula says too.
"""

import re
import struct
import zlib

import pydyf
from weasyprint.pdf.stream import Stream

from documents import srgb

# What ISO 32000-1, 9.9 asks of a TrueType font whose glyphs are named by their numbers.
FONT_TABLES = {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cvt ", b"fpgm", b"prep"}

# Matrices ("cm") keep their digits: what they move may be far away.
_LONG_NUMBER = re.compile(rb"-?\d*\.\d{4,}(?![^\n]* cm)")
_RECTANGLE = re.compile(rb"(-?[\d.]+) (-?[\d.]+) m\n(-?[\d.]+) \2 l\n\3 (-?[\d.]+) l\n\1 \4 l\nh\n")
_TWO_SHIFTS = re.compile(rb">(-?[\d.]+)<>(-?[\d.]+)(?=[<\]])")


def slim(pdf):
    """Make the streams of a pydyf PDF smaller that is about to be written."""
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if isinstance(item, Stream):
            item.stream = [slim_operators(b"\n".join(map(_as_bytes, item.stream)))]
        elif "Length1" in extra:
            item.stream = [slim_font(item.stream[0])]
            extra["Length1"] = len(item.stream[0])
        elif "N" in extra:
            item.stream = [srgb.PROFILE]
    _name_profile(pdf)


def _as_bytes(item):
    if isinstance(item, pydyf.Object):
        return item.data
    return item if isinstance(item, bytes) else str(item).encode()


def slim_operators(content):
    """Return the operators of a page shorter: numbers, rectangles, letters that stand together."""
    content = _LONG_NUMBER.sub(lambda number: _short(float(number[0])), content)
    content = _RECTANGLE.sub(_rectangle, content)
    content = _TWO_SHIFTS.sub(_one_shift, content)
    return content.replace(b">0<", b"").replace(b">0]", b">]")


def _rectangle(found):
    left, top, right, bottom = map(float, found.groups())
    return b"%b %b %b %b re\n" % (found[1], found[2], _short(right - left), _short(bottom - top))


def _one_shift(found):
    return b">" + _short(float(found[1]) + float(found[2]))


def _short(number):
    return (f"{number:.3f}".rstrip("0").rstrip(".") or "0").encode()


def slim_font(font):
    """Return a TrueType font with nothing but `FONT_TABLES`."""
    count = struct.unpack_from(">H", font, 4)[0]
    rows = [struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count)]
    kept = [row for row in rows if row[0] in FONT_TABLES]
    head = font[:4] + _search_hints(len(kept))
    place, table, data = len(head) + 16 * len(kept), b"", b""
    for name, checksum, start, length in kept:
        table += struct.pack(">4sIII", name, checksum, place + len(data), length)
        data += font[start : start + length] + bytes(-length % 4)
    return head + table + data


def _search_hints(count):
    """Return the number of tables, and what the format wants for a binary search among them."""
    power = count.bit_length() - 1
    return struct.pack(">4H", count, 16 << power, power, 16 * (count - (1 << power)))


def _name_profile(pdf):
    for intent in pdf.catalog["OutputIntents"]:
        intent["OutputConditionIdentifier"] = intent["Info"] = pydyf.String(srgb.NAME)


def pack(pdf):
    """Compress the streams of a pydyf PDF: to be written, each would be compressed twice."""
    for item in pdf.objects:
        if getattr(item, "compress", False):
            item.stream = [packed(b"\n".join(map(_as_bytes, item.stream)))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False


def packed(content):
    return zlib.compress(content, 9)
