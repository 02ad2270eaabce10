"""The printed sheet itself: its text, its structure, and that nothing leaves the page."""

import re
import subprocess
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from certificates.design import rendering
from certificates.models import Certificate, Design, Kind, Template
from courses.default_programme import BLOCKS
from documents import pictures
from documents.printing import print_many, print_pdf
from documents.qr import qr_image

FIRST = date(2027, 3, 12)
# The two lines of the frame, in points from the edge of the sheet.
FRAME = 12 / 25.4 * 72
LONGEST = "Wilhelmine " * 13 + "Beispie"
# How far the QR code stands above the first line beside it.
QR_ABOVE = 3.5 / 25.4 * 72
HARD_NAMES = [
    "Li",
    "Gülşen Işık",
    "Nguyễn Thị Minh Khai",
    "محمد عبد الرحمن الهاشمي",
    "W" * 150,
    LONGEST,
    "م" * 150,
]
HOSTILE = [
    "<b>Fett</b> &amp; <script>alert(1)</script>",
    "{{ certificate.code }} {% now 'Y' %}",
    "<img src=file:///etc/passwd>",
]


def certificate(
    name="Gülşen Işık",
    kind=Kind.CERTIFICATE,
    days=11,
    title="BIQ Hemelingen 2027",
    design="classic",
):
    dates = [FIRST + timedelta(days=28 * (n // 2) + n % 2) for n in range(12)]
    return Certificate(
        template=Template(design=design),
        kind=kind,
        year=2027,
        serial=14,
        code="ABCDEFGHJKMN",
        printed_name=name,
        course_title=title,
        district="Hemelingen",
        starts_on=dates[0],
        ends_on=dates[-1],
        blocks=[title for title, _subtitle, _topic in BLOCKS],
        dates=[day.isoformat() for day in dates[:days]],
        days_held=12,
        units_attended=7 * days,
        topic="Was gibt es in unserem Quartier?",
        issued_on=date(2027, 9, 3),
    )


def printed(**facts):
    return print_pdf(rendering.certificate_html(certificate(**facts)))


def text_of(pdf):
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(run.stdout.decode().split())


def words_of(pdf):
    """Return (left, top, right, bottom) in points of every word."""
    run = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    corners = re.findall(
        r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', run.stdout.decode()
    )
    return [tuple(map(float, corner)) for corner in corners]


def test_a_certificate_says_everything_once(settings):
    settings.BASE_URL = "https://biq.example.org"
    assert text_of(printed()) == (
        "Bürger im Quartier Zertifikat Gülşen Işık hat im Kurs BIQ Hemelingen 2027"
        " an 11 von 12 Kurstagen teilgenommen (77 Unterrichtsstunden)."
        " Stadtteil Hemelingen, 12. März bis 31. Juli 2027 Darum ging es"
        " 1. Hallo Nachbar! 2. Zivilgesellschaft vorantreiben!"
        " 3. Niemand ist eine Insel! 4. Das unterstützende Gemeinwesen"
        " 5. Wer macht mit? 6. Keiner bleibt draußen!"
        " Bremen, 3. September 2027 Kursleitung Bremer Heimstiftung"
        " Zertifikat Nr. 2027-014 Dieses Papier prüfen: biq.example.org/z"
        " Code: ABCD-EFGH-JKMN"
    )


def test_a_confirmation_lists_the_days(settings):
    text = text_of(printed(kind=Kind.CONFIRMATION, days=3))
    start = text.index("hat im Kurs")
    assert text[start : text.index("Bremen,")].strip() == (
        "hat im Kurs BIQ Hemelingen 2027"
        " an 3 von 12 Kurstagen teilgenommen (21 Unterrichtsstunden)."
        " Stadtteil Hemelingen, 12. März bis 31. Juli 2027 An diesen Tagen dabei"
        " 12. März 2027 13. März 2027 9. April 2027"
    )


def test_the_file_has_title_language_and_tags():
    with pikepdf.open(BytesIO(printed())) as pdf:
        facts = {
            "title": str(pdf.docinfo["/Title"]),
            "language": str(pdf.Root.Lang),
            "marked": bool(pdf.Root.MarkInfo.Marked),
            "shows title": bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
            "pages": len(pdf.pages),
        }
    assert facts == {
        "title": "Zertifikat 2027-014: Gülşen Işık",
        "language": "de",
        "marked": True,
        "shows title": True,
        "pages": 1,
    }


def test_the_headings_follow_each_other():
    with pikepdf.open(BytesIO(printed())) as pdf:
        kinds = [
            kind for kind in _kinds(pdf.Root.StructTreeRoot) if re.match(r"/(H\d|Fig|LI|L$)", kind)
        ]
    assert kinds == ["/Figure", "/H1", "/H2", "/L", *["/LI"] * 6, "/Figure"]


def _kinds(element):
    """Yield the structure types of the tree, in reading order."""
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S)
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _kinds(child)


@pytest.mark.parametrize("kind", [Kind.CERTIFICATE, Kind.CONFIRMATION])
def test_a_list_holds_nothing_but_its_items(kind):
    """PDF/UA-1 (ISO 14289-1, 7.2) allows no text between the items."""
    with pikepdf.open(BytesIO(printed(kind=kind, days=5))) as pdf:
        lists = [
            e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/L"
        ]
        children = [{str(child.S) for child in found.K} for found in lists]
    assert children == [{"/LI"}]


@pytest.mark.parametrize("look", list(Design))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize("title", ["BIQ Hemelingen 2027", "W" * 120])
def test_no_text_leaves_the_frame(name, kind, title, look):
    pdf = printed(name=name, kind=kind, title=title, days=12, design=look)
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = len(document.pages)
        _, _, width, height = (float(edge) for edge in document.pages[0].mediabox)
    outside = [
        word
        for word in words_of(pdf)
        if not (
            FRAME < word[0] < word[2] < width - FRAME and FRAME < word[1] < word[3] < height - FRAME
        )
    ]
    assert (pages, outside) == (1, [])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_printed_as_text(name):
    assert name in text_of(printed(name=name))


def test_the_qr_code_leads_to_the_public_page(settings):
    settings.BASE_URL = "https://biq.example.org"
    code = qr_image(
        "https://biq.example.org/z/ABCDEFGHJKMN",
        "QR-Code: Seite, die das Papier bestätigt",
    )
    assert rendering.certificate_html(certificate()).count(code) == 1


def test_a_right_to_left_name_has_its_direction_and_the_sheet_keeps_its_own():
    html = rendering.certificate_html(certificate(name="محمد الهاشمي"))
    assert re.findall(r'dir="\w+"', html) == ['dir="rtl"']
    assert [rendering.direction(text) for text in ("(Ali)", "12", "דוד Levi")] == [
        "ltr",
        "ltr",
        "rtl",
    ]


def test_a_period_over_new_year_names_both_years():
    nbsp = "\N{NO-BREAK SPACE}"
    assert rendering.period(date(2026, 11, 6), date(2027, 4, 10)) == (
        f"6.{nbsp}November 2026 bis 10.{nbsp}April 2027"
    )


def test_certificates_typeset_together_look_like_those_alone():
    rows = [certificate(name=name) for name in ("Gülşen Işık", LONGEST, "محمد الهاشمي")]
    pages = [(number, rendering.certificate_html(row)) for number, row in enumerate(rows)]
    together = [_pixels(pdf) for _number, pdf in print_many(pages)]
    assert together == [_pixels(print_pdf(html)) for _number, html in pages]


def _pixels(pdf):
    run = ["pdftoppm", "-r", "40", "-gray", "-"]
    return subprocess.run(run, input=pdf, capture_output=True, check=True).stdout


@pytest.mark.parametrize("look", list(Design))
def test_every_design_says_the_same(look):
    assert text_of(printed(design=look)) == text_of(printed())


@pytest.mark.parametrize("look", list(Design))
def test_the_name_is_never_set_in_italics(look):
    run = subprocess.run(["pdffonts", "-"], input=printed(design=look), capture_output=True)
    assert "It" not in {
        line.split()[0].split("-")[-1] for line in run.stdout.decode().split("\n")[2:-1]
    }


@pytest.mark.parametrize("look", list(Design))
def test_marks_signatures_and_logos_stay_inside_and_do_not_touch_each_other(
    look, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    name = pictures.keep(_black(400, 160))
    signs = [
        {
            "name": "Hannelore " * 4,
            "function": "Leitung der Stelle für das Quartier Kursleitung",
            "picture": name,
        }
    ] * 3
    logos = [{"alt": "Logo", "picture": name}] * 4
    row = certificate(name=LONGEST, title="W" * 120, days=12)
    row.template = Template(design=look, signatories=signs, logos=logos)
    pdf = print_pdf(rendering.certificate_html(row, mark="Zweitschrift vom 24. November 2026"))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    text = text_of(pdf)
    words = ("Hannelore", "Kursleitung", "Zweitschrift vom 24. November 2026", "ABCD-EFGH-JKMN")
    assert [text.count(word) for word in words] == [12, 3, 1, 1]


@pytest.mark.parametrize("look", list(Design))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Dr. Anna-Lena Schmidt-Oberneuländer", "Quartiersmanagement Osterholz-Tenever"),
        ("W" * 40, "W" * 50),
    ],
)
def test_who_signs_stays_clear_of_the_proof(look, kind, count, name, function):
    row = certificate(kind=kind, name=LONGEST, days=12)
    signatory = {"name": name, "function": function, "picture": ""}
    row.template = Template(design=look, signatories=[signatory] * count)
    heights = _heights(print_pdf(rendering.certificate_html(row)))
    signed = [bottom for _top, bottom, word in heights if len(word) > 3 and word in name + function]
    proof = next(top for top, _bottom, word in heights if word.startswith("Nr."))
    assert max(signed) < proof - QR_ABOVE


def _heights(pdf):
    """Return (top, bottom, text) of every word."""
    run = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True)
    found = re.findall(r'yMin="(.+?)" xMax=".+?" yMax="(.+?)">(.+?)<', run.stdout.decode())
    return [(float(top), float(bottom), word) for top, bottom, word in found]


def test_a_long_address_breaks_and_is_not_lost(settings):
    settings.BASE_URL = f"https://{'langer-name-' * 9}.example.org"
    text = text_of(printed()).replace(" ", "")
    assert f"{'langer-name-' * 9}.example.org/z" in text


def _black(width, height):
    out = BytesIO()
    Image.new("RGB", (width, height), "black").save(out, "PNG")
    return out.getvalue()
