"""A PDF is made small without anybody seeing it."""

import struct
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from documents import typesetter
from documents.pdf import slimming, srgb
from documents.printing import print_pdf
from documents.qr import qr_image

CONTENT = f"""<h1>Zertifikat für Gülşen Işık</h1><p style="letter-spacing: .1em">Ольга, שרה</p>
<p><b>GROẞ</b> {qr_image("https://example.org/z/ABCD", "QR-Code")}</p>"""


@pytest.fixture
def full_and_slim(sheet, monkeypatch):
    """Return the same document as WeasyPrint wrote it, and as we hand it out."""
    slim = print_pdf(sheet(CONTENT))
    monkeypatch.setattr(typesetter, "slim", lambda pdf: None)
    return print_pdf(sheet(CONTENT)), slim


def test_nobody_sees_the_difference(full_and_slim, ink_of, difference):
    full, slim = map(ink_of, full_and_slim)
    assert full.size == slim.size
    assert difference(full, slim) < 0.03


def test_it_reads_the_same(full_and_slim, text_of):
    full, slim = map(text_of, full_and_slim)
    assert full == slim


def test_it_is_a_fifth_smaller(full_and_slim):
    full, slim = map(len, full_and_slim)
    assert slim / full < 0.8


def test_fonts_hold_what_draws_letters_and_nothing_else(full_and_slim, opened):
    pdf = opened(full_and_slim[1])
    files = [item.FontFile2 for item in pdf.objects if is_type(item, "/FontDescriptor")]
    needed = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert [set(tables(file.read_bytes())) for file in files] == [needed] * 5
    assert [int(file.Length1) for file in files] == [len(file.read_bytes()) for file in files]


def is_type(item, name):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == name


def tables(font):
    """Return the tables of a TrueType font by name; their checksums must be right."""
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for number in range(count):
        name, checksum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        found[name.decode()] = font[start : start + length]
        words = font[start : start + length] + bytes(-length % 4)
        total = sum(word for (word,) in struct.iter_unpack(">I", words)) % 2**32
        assert name == b"head" or total == checksum
    return found


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (b"0.123456 0.500000 rg", b"0.123 0.5 rg"),
        (b"-0.000123 9.999999 Td", b"-0 10 Td"),
        (b"1 0 0 -1 .123456 7 cm", b"1 0 0 -1 .123456 7 cm"),
        (b"[<0001>-19<>-20.4786954<0002>0<0003>0] TJ", b"[<0001>-39.479<00020003>] TJ"),
        (b"1 2 m\n4 2 l\n4 9.5 l\n1 9.5 l\nh\nf", b"1 2 3 7.5 re\nf"),
        (b"1 2 m\n4 2 l\n5 9 l\n1 9 l\nh\nf", b"1 2 m\n4 2 l\n5 9 l\n1 9 l\nh\nf"),
        (b"[<0001>15<0002>-0.5<0003>] TJ", b"[<0001>15<0002>-0.5<0003>] TJ"),
    ],
)
def test_numbers_are_short_and_letters_stand_together(long, short):
    assert slimming.slim_operators(long) == short


def test_a_map_of_characters_has_ranges_that_change_only_the_last_byte():
    rows = ["<0022> <0063>", "<0020> <0061>", "<0021> <0062>", "<019e> <00660069>"]
    rows += ["<019f> <0066006a>", "<01a0> <0066006a>", "<01a1> <>"]
    rows += ["<01ff> <0416>", "<0200> <0417>", "<0030> <00ff>", "<0031> <0100>"]
    head = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    content = head + f"11 beginbfchar\n{chr(10).join(rows)}\nendbfchar\nendcmap\nend".encode()
    assert slimming.slim_characters(content).removeprefix(head).decode().split("\n") == [
        "8 beginbfchar",
        "<0030> <00ff>",
        "<0031> <0100>",
        "<019e> <00660069>",
        "<019f> <0066006a>",
        "<01a0> <0066006a>",
        "<01a1> <>",
        "<01ff> <0416>",
        "<0200> <0417>",
        "endbfchar",
        "1 beginbfrange",
        "<0020> <0022> <0061>",
        "endbfrange",
        "endcmap",
        "end",
    ]


def test_the_profile_is_the_colours_of_the_screen():
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb.PROFILE))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    colours = Image.effect_mandelbrot((64, 64), (-3, -2.5, 2, 2.5), 100)
    colours = Image.merge("RGB", [colours, colours.rotate(90), colours.rotate(180)])
    other = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    worst = max(high for _low, high in ImageChops.difference(colours, other).getextrema())
    assert (len(srgb.PROFILE), worst) == (508, 0)


def test_the_document_names_its_profile(full_and_slim, opened):
    [intent] = opened(full_and_slim[1]).Root.OutputIntents
    assert intent.OutputConditionIdentifier == intent.Info == "sRGB IEC61966-2.1"
    assert intent.DestOutputProfile.read_bytes() == srgb.PROFILE
