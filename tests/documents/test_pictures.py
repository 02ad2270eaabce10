"""Uploaded pictures: drawn anew, so that nothing of the file itself is kept."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, PngImagePlugin

from documents import pictures
from documents.fetcher import locate

NO_PICTURE = "Diese Datei ist kein Bild, das wir lesen können."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size=(300, 100), kind="PNG", color="navy", **options):
    out = BytesIO()
    Image.new("RGB", size, color).save(out, kind, **options)
    return out.getvalue()


def upload(data, name="x.png"):
    return SimpleUploadedFile(name, data)


def kept(name):
    return Image.open(pictures.folder() / name)


def test_a_picture_is_kept_as_png_under_its_hash_and_documents_find_it():
    name = pictures.take_in(upload(picture(kind="JPEG")))
    assert pictures.NAME.fullmatch(name)[0] == name
    assert (kept(name).format, kept(name).size, kept(name).mode) == ("PNG", (300, 100), "RGB")
    assert locate(f"asset:pictures/{name}") == pictures.folder() / name


def test_the_same_picture_twice_is_one_file():
    names = {pictures.take_in(upload(picture())) for _ in range(2)}
    assert [path.name for path in pictures.folder().iterdir()] == list(names)


def test_metadata_and_what_is_appended_are_left_behind():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "geheim")
    data = picture(pnginfo=info) + b"<script>alert(1)</script>"
    name = pictures.take_in(upload(data))
    stored = (pictures.folder() / name).read_bytes()
    assert [word in stored for word in (b"geheim", b"script")] == [False, False]
    assert kept(name).info == {}


def test_a_photo_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    name = pictures.take_in(upload(picture(kind="JPEG", exif=exif)))
    assert kept(name).size == (100, 300)


def test_what_is_transparent_becomes_white_and_margins_go():
    out = BytesIO()
    sheet = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    sheet.paste((0, 0, 120, 255), (100, 50, 300, 150))
    sheet.save(out, "PNG")
    name = pictures.take_in(upload(out.getvalue()))
    assert (kept(name).size, kept(name).getpixel((0, 0))) == ((200, 100), (0, 0, 120))


def test_a_large_picture_is_made_smaller():
    name = pictures.take_in(upload(picture((4000, 1000))))
    assert kept(name).size == (1400, 350)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        picture()[:60],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
        picture(kind="TIFF"),
    ],
    ids=["empty", "gif", "svg", "pdf", "cut off", "broken", "tiff"],
)
def test_what_is_no_picture_is_refused_in_german(data):
    with pytest.raises(ValidationError, match=NO_PICTURE):
        pictures.take_in(upload(data))
    assert list(pictures.folder().parent.iterdir()) == []


@pytest.mark.parametrize("color", ["white", "#eeeeee"])
def test_a_scan_of_nothing_but_paper_is_refused(color):
    with pytest.raises(ValidationError, match="ist nur weißes Papier zu sehen"):
        pictures.take_in(upload(picture(color=color)))
    assert list(pictures.folder().parent.iterdir()) == []


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(ValidationError, match="größer als 5 MB"):
        pictures.take_in(upload(b"x" * 5_000_001))


def test_a_small_file_with_too_many_dots_is_refused():
    with pytest.raises(ValidationError, match="zu viele Bildpunkte"):
        pictures.take_in(upload(picture((8000, 4000))))


@pytest.mark.parametrize("name", ["../biq.sqlite3", "x.png", "a" * 64 + ".png", "A" * 64 + ".png"])
def test_the_press_finds_nothing_else(name):
    assert locate(f"asset:pictures/{name}") is None


def test_old_pictures_are_named_and_discarded():
    name = pictures.take_in(upload(picture()))
    now = timezone.now()
    assert pictures.kept_before(now - timedelta(hours=1)) == set()
    assert pictures.kept_before(now + timedelta(hours=1)) == {name}
    pictures.discard(name)
    assert list(pictures.folder().iterdir()) == []
