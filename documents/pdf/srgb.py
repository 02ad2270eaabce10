"""The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 4.2.

The usual file holds a curve of 1,024 points, which is larger than a page of text. This one
describes the same curve by the formula of the standard. PDF/A allows profiles up to this version.
"""

import struct
from collections.abc import Mapping

NAME = "sRGB IEC61966-2.1"

# Of the standard, adapted from D65 to D50 by the Bradford method, as ICC.1:2004-10 asks for.
_COLUMNS = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_D50 = (0.964203, 1.0, 0.824905)
_FROM_D65 = (
    *(1.047882, 0.022918, -0.050217),
    *(0.029587, 0.990479, -0.017059),
    *(-0.009247, 0.015076, 0.751678),
)
# Y = (a X + b) ** g from d on, and c X below.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def profile() -> bytes:
    """Return the profile as bytes, always the same."""
    curve = b"para" + struct.pack(">4x2H", 3, 0) + _fixed(*_CURVE)
    tags = {b"desc": _text(NAME), b"cprt": _text("CC0"), b"wtpt": _xyz(_D50)}
    tags[b"chad"] = b"sf32" + bytes(4) + _fixed(*_FROM_D65)
    tags |= {name: _xyz(column) for name, column in _COLUMNS.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _with_header(*_laid_out(tags))


def _fixed(*numbers: float) -> bytes:
    """Return the numbers as s15Fixed16 (ICC.1, 5.1.3)."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(numbers: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*numbers)


def _text(text: str) -> bytes:
    letters = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(letters), 28) + letters


def _laid_out(tags: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and their data, each datum once and on a multiple of four."""
    start, data = 128 + 4 + 12 * len(tags), b""
    places: dict[bytes, int] = {}
    for content in tags.values():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
    rows = [struct.pack(">4sII", name, places[c], len(c)) for name, c in tags.items()]
    return struct.pack(">I", len(tags)) + b"".join(rows), data


def _with_header(table: bytes, data: bytes) -> bytes:
    size = 128 + len(table) + len(data)
    header = struct.pack(">I4xI4s4s4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2027, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + _fixed(*_D50)
    return header.ljust(128, b"\0") + table + data


PROFILE = profile()
