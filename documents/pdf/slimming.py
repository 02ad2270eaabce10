"""Makes a PDF smaller just before it is written: a certificate by a sixth.

What is seen and heard stays as it was. Taken out are the tables of fonts that no reader of PDFs
asks for, digits beyond a thousandth of a pixel, and the points of a colour curve that a formula
replaces.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby

import pydyf
from weasyprint.pdf.stream import Stream

from documents.pdf import srgb

# What ISO 32000-1, 9.9 asks of a TrueType font whose glyphs are named by their numbers.
FONT_TABLES = {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cvt ", b"fpgm", b"prep"}

# Matrices ("cm") keep their digits: what they move may be far away.
_LONG_NUMBER = re.compile(rb"-?\d*\.\d{4,}(?![^\n]* cm)")
_RECTANGLE = re.compile(rb"(-?[\d.]+) (-?[\d.]+) m\n(-?[\d.]+) \2 l\n\3 (-?[\d.]+) l\n\1 \4 l\nh\n")
_CHARACTER_MAP = b"/CIDInit /ProcSet findresource begin"
_CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_MOST_ROWS = 100
_TWO_SHIFTS = re.compile(rb">(-?[\d.]+)<>(-?[\d.]+)(?=[<\]])")


def slim(pdf: pydyf.PDF) -> None:
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
        elif getattr(item, "stream", [])[:1] == [_CHARACTER_MAP]:
            item.stream = [slim_characters(b"\n".join(item.stream))]
    _name_profile(pdf)


def _as_bytes(item: object) -> bytes:
    if isinstance(item, pydyf.Object):
        return item.data
    return item if isinstance(item, bytes) else str(item).encode()


def slim_operators(content: bytes) -> bytes:
    """Return the operators of a page shorter: numbers, rectangles, letters that stand together."""
    content = _LONG_NUMBER.sub(lambda number: _short(float(number[0])), content)
    content = _RECTANGLE.sub(_rectangle, content)
    content = _TWO_SHIFTS.sub(_one_shift, content)
    return content.replace(b">0<", b"").replace(b">0]", b">]")


def _rectangle(found: re.Match[bytes]) -> bytes:
    left, top, right, bottom = map(float, found.groups())
    return b"%b %b %b %b re\n" % (found[1], found[2], _short(right - left), _short(bottom - top))


def _one_shift(found: re.Match[bytes]) -> bytes:
    return b">" + _short(float(found[1]) + float(found[2]))


def _short(number: float) -> bytes:
    return (f"{number:.3f}".rstrip("0").rstrip(".") or "0").encode()


def slim_font(font: bytes) -> bytes:
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


def _search_hints(count: int) -> bytes:
    """Return the number of tables, and what the format wants for a binary search among them."""
    power = count.bit_length() - 1
    return struct.pack(">4H", count, 16 << power, power, 16 * (count - (1 << power)))


def slim_characters(content: bytes) -> bytes:
    """Return the map from glyphs to characters (ISO 32000-1, 9.10.3) with neighbours as ranges."""
    head, end_of_head, rest = content.partition(b"endcodespacerange\n")
    rows = sorted((int(glyph, 16), text) for glyph, text in _CHARACTER.findall(rest))
    runs = [[row for _n, row in run] for _key, run in groupby(enumerate(rows), _step)]
    single = [b"<%04x> <%b>" % run[0] for run in runs if len(run) == 1]
    ranges = [b"<%04x> <%04x> <%b>" % (run[0][0], run[-1][0], run[0][1]) for run in runs if run[1:]]
    lists = [*_blocks(b"char", single), *_blocks(b"range", ranges)]
    return b"".join([head, end_of_head, *lists, rest[rest.index(b"endcmap") :]])


def _blocks(kind: bytes, rows: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(rows), _MOST_ROWS):
        some = rows[start : start + _MOST_ROWS]
        yield b"%d beginbf%b\n%b\nendbf%b\n" % (len(some), kind, b"\n".join(some), kind)


def _step(numbered: tuple[int, tuple[int, bytes]]) -> object:
    """Rows in step have the same key; a range must not change but the last byte of either side.

    Ligatures and glyphs without a letter of their own stand alone: in a range, not all readers
    count them on."""
    number, (glyph, text) = numbered
    if len(text) != 4:
        return number
    character = int(text, 16)
    return glyph - number, character - number, glyph >> 8, character >> 8


def _name_profile(pdf: pydyf.PDF) -> None:
    for intent in pdf.catalog["OutputIntents"]:
        intent["OutputConditionIdentifier"] = intent["Info"] = pydyf.String(srgb.NAME)


def pack(pdf: pydyf.PDF) -> None:
    """Compress the streams of a pydyf PDF here, because pydyf would compress each one twice."""
    for item in pdf.objects:
        if getattr(item, "compress", False):
            item.stream = [packed(b"\n".join(map(_as_bytes, item.stream)))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False


def packed(content: bytes) -> bytes:
    """Return the content as /FlateDecode expects it."""
    return zlib.compress(content, 9)
