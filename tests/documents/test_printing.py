"""What a single printed document is: archived for decades, read aloud, and on the page."""

import subprocess
from importlib.resources import files

import pikepdf
import pytest

from documents.errors import (
    MissingFont,
    RefusedAsset,
    SpeechlessPicture,
    UnclearTable,
    UnnamedDocument,
    Unprintable,
)
from documents.fonts import FACES
from documents.fonts import files as font_files
from documents.printing import print_pdf
from documents.qr import qr_image
from documents.typesetter import Typesetter

CONTENT = "<h1>Zertifikat</h1><p>für <b>Gülşen Işık</b></p>"


def test_a_document_is_tagged_and_says_its_language_and_title(sheet, opened):
    root = opened(print_pdf(sheet(CONTENT, title="Zertifikat für Gülşen Işık"))).Root
    assert root.Lang == "de"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.StructTreeRoot.K[0].S == "/Document"


def test_headings_and_paragraphs_are_tagged_as_what_they_are(sheet, opened):
    pdf = opened(print_pdf(sheet(CONTENT)))
    roles = {str(item.S) for item in pdf.objects if _is_element(item)}
    assert {"/H1", "/P", "/Figure"} <= roles
    assert sum(str(item.S) == "/H1" for item in pdf.objects if _is_element(item)) == 1


def test_every_picture_has_words(sheet, opened):
    code = qr_image("https://example.org/zertifikat/ABC/", "QR-Code zur Prüfung")
    pdf = opened(print_pdf(sheet(code)))
    figures = [item for item in pdf.objects if _is_element(item) and item.S == "/Figure"]
    assert sorted(str(figure.Alt) for figure in figures) == [
        "QR-Code zur Prüfung",
        "Zeichen von Bürger im Quartier: drei Häuser",
    ]


@pytest.mark.parametrize("picture", ['<img src="asset:emblem.svg">', "<svg><path/></svg>"])
def test_a_picture_without_words_is_not_printed(sheet, picture):
    with pytest.raises(SpeechlessPicture):
        print_pdf(sheet(picture))


def test_a_table_head_without_scope_is_not_printed(sheet):
    with pytest.raises(UnclearTable, match="„Block 1“"):
        print_pdf(sheet("<table><tr><th>Block 1</th><td>Ankommen</td></tr></table>"))


def test_the_metadata_agrees_with_itself_and_claims_both_standards(sheet, opened):
    pdf = opened(print_pdf(sheet(CONTENT, title="Zertifikat für Gülşen Işık")))
    metadata = pdf.open_metadata()
    assert metadata["dc:title"] == str(pdf.docinfo.Title) == "Zertifikat für Gülşen Işık"
    assert metadata["dc:creator"] == [str(pdf.docinfo.Author)] == ["Bürger im Quartier"]
    assert metadata["pdf:Producer"] == str(pdf.docinfo.Producer)
    assert metadata["xmp:CreateDate"] == "2027-03-12"
    assert pdf.docinfo.CreationDate == "D:20270312"
    assert metadata.pdfa_status == "3A"
    assert metadata["pdfuaid:part"] == "1"


def test_a_title_can_be_given_with_the_order(sheet, opened):
    pdf = opened(print_pdf(sheet(CONTENT), title="Zertifikat BIQ-0001"))
    assert pdf.docinfo.Title == "Zertifikat BIQ-0001"
    assert pdf.open_metadata()["dc:title"] == "Zertifikat BIQ-0001"


def test_every_font_is_embedded_as_a_subset(sheet, opened):
    pdf = opened(print_pdf(sheet(CONTENT)))
    fonts = [item for item in pdf.objects if _is_type(item, "/FontDescriptor")]
    assert sorted(str(font.FontName)[8:] for font in fonts) == [
        "Source-Sans",
        "Source-Sans-Semi-Bold",
        "Source-Serif",
        "Source-Serif-Bold",
    ]
    assert all("/FontFile2" in font and str(font.FontName)[7] == "+" for font in fonts)


def test_qpdf_finds_nothing_wrong(sheet, tmp_path):
    (tmp_path / "document.pdf").write_bytes(print_pdf(sheet(CONTENT)))
    check = subprocess.run(["qpdf", "--check", tmp_path / "document.pdf"], capture_output=True)
    assert check.returncode == 0
    assert check.stderr == b""


def test_the_same_document_is_the_same_file(sheet):
    assert print_pdf(sheet(CONTENT)) == print_pdf(sheet(CONTENT))


def test_a_page_is_a4(sheet, opened):
    (sheet,) = opened(print_pdf(sheet(CONTENT))).pages
    assert [round(float(edge)) for edge in sheet.MediaBox] == [0, 0, 595, 842]


@pytest.mark.parametrize("frame", ["<h1>{}</h1>", "<p>{}</p>", "<table><tr><td>x<td>{}</table>"])
def test_two_hundred_unbroken_letters_stay_on_the_page(sheet, words_of, frame):
    words = words_of(print_pdf(sheet(frame.format("Ü" * 200))))
    assert [word for word in words if word[0] < 0 or word[1] > 595 or word[2] > 842] == []


def test_a_long_document_keeps_all_of_its_pages(sheet, opened, text_of):
    pdf = print_pdf(sheet("".join(f"<p>Absatz {number}</p>" for number in range(200))))
    assert len(opened(pdf).pages) == 7
    assert "Absatz 199" in text_of(pdf)


def test_the_footer_says_date_and_version(sheet, text_of):
    last_line = text_of(print_pdf(sheet(CONTENT))).strip().splitlines()[-1]
    assert last_line == "Bürger im Quartier · Stand 12. März 2027 · Fassung 1"


def test_a_document_without_title_or_language_is_not_printed(sheet):
    with pytest.raises(UnnamedDocument, match="Titel"):
        print_pdf(sheet(CONTENT, title=""))
    with pytest.raises(UnnamedDocument, match="Sprache"):
        print_pdf("<title>Ohne Sprache</title>")


def test_an_unknown_stylesheet_is_refused(sheet):
    with pytest.raises(RefusedAsset, match=r"asset:nowhere\.css"):
        print_pdf(sheet(CONTENT).replace("asset:page.css", "asset:nowhere.css"))


def test_a_breakdown_is_a_document_error_and_stands_in_the_log(sheet, monkeypatch, caplog):
    monkeypatch.setattr(Typesetter, "_lay_out", lambda *_arguments: 1 / 0)
    with pytest.raises(Unprintable, match="ZeroDivisionError"):
        print_pdf(sheet(CONTENT))
    assert [record.message for record in caplog.records] == ["A document could not be printed"]


def test_a_font_that_is_not_installed_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("documents.fonts.DEJAVU_FOLDER", tmp_path)
    with pytest.raises(MissingFont, match=r"DejaVuSans\.ttf"):
        font_files()


def test_every_face_is_a_whole_truetype_file_of_its_own():
    assert len({file for _family, _weight, _style, file in FACES}) == len(FACES)
    assert {path.read_bytes()[:4] for path in font_files().values()} == {b"\x00\x01\x00\x00"}
    assert files("font_source_serif_pro").joinpath("files/LICENSE.txt").is_file()


def _is_element(item):
    return _is_type(item, "/StructElem")


def _is_type(item, name):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == name
