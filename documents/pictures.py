"""Pictures that staff upload for print: drawn anew, so that nothing of the file itself is kept.

A picture is kept under the hash of its content, so what was printed once can be printed again.
"""

import hashlib
import logging
import re
import warnings
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageOps

from documents.whole_files import write_whole

log = logging.getLogger(__name__)

MOST_BYTES = 5_000_000
MOST_PIXELS = 30_000_000
# Twice what a signature of 60 mm needs at 300 dots an inch.
LARGEST = (1400, 700)
# How dark (of 255) scanned paper may be and still count as white.
PAPER = 24
FORMATS = ("PNG", "JPEG", "WEBP")
NAME = re.compile(r"[0-9a-f]{64}\.png")

_NO_PICTURE = "Diese Datei ist kein Bild, das wir lesen können. Bitte nehmen Sie PNG oder JPEG."
_TOO_MANY = "Dieses Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."
_NO_ROOM = (
    "Das Bild konnte nicht gespeichert werden, vielleicht ist der Speicherplatz voll. Bitte sagen"
    " Sie der Technik Bescheid. Alles andere können Sie ohne das Bild speichern."
)
_ALL_WHITE = (
    "Auf diesem Bild ist nur weißes Papier zu sehen. Bitte scannen Sie es noch einmal,"
    " mit einem dunklen Stift geschrieben; ein weißes Logo nehmen Sie bitte in einer dunklen Farbe."
)


def take_in(file: File) -> str:
    """Draw the uploaded picture anew, keep it, and return its name ("<hash>.png").

    Size, metadata and everything hidden in the file are left behind. Raises ValidationError with a
    German sentence for what is no picture, or too large, or finds no room on the disk."""
    if file.size > MOST_BYTES:
        raise ValidationError("Dieses Bild ist größer als 5 MB. Bitte verkleinern Sie es.")
    png = redraw(file.read())
    try:
        return keep(png)
    except OSError as error:
        log.exception("A picture could not be stored")
        raise ValidationError(_NO_ROOM) from error


def redraw(data: bytes) -> bytes:
    """Return the picture as PNG bytes: on white, upright, at most `LARGEST` (pixels).

    Raises ValidationError with a German sentence for what is no picture, too large or all white."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # WeasyPrint lets Pillow take files that are cut off.
            Image.open(BytesIO(data), formats=FORMATS).verify()
            return _drawn(Image.open(BytesIO(data), formats=FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_TOO_MANY) from error
    except ValidationError:
        raise
    except Exception as error:
        # A damaged or hostile file can fail anywhere in a decoder.
        raise ValidationError(_NO_PICTURE) from error


def _drawn(image: Image.Image) -> bytes:
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(_TOO_MANY)
    image = ImageOps.exif_transpose(image)
    image.thumbnail((2 * LARGEST[0], 2 * LARGEST[1]))
    image = image.convert("RGBA")
    on_white = Image.new("RGB", image.size, "white")
    on_white.paste(image, mask=image)
    trimmed = _without_margins(on_white)
    trimmed.thumbnail(LARGEST)
    out = BytesIO()
    trimmed.save(out, "PNG", optimize=True)
    return out.getvalue()


def _without_margins(image: Image.Image) -> Image.Image:
    """Cut off the white around a scan, so that a signature stands on its line.

    Raises ValidationError when there is nothing else."""
    darkness = ImageOps.invert(image.convert("L"))
    ink = darkness.point([255 if level > PAPER else 0 for level in range(256)])
    if not ink.getbbox():
        raise ValidationError(_ALL_WHITE)
    return image.crop(ink.getbbox())


def keep(png: bytes) -> str:
    """Store PNG bytes and return their name. Raises OSError, and then leaves nothing behind."""
    name = hashlib.sha256(png).hexdigest() + ".png"
    place = folder() / name
    if not place.is_file():
        # Two may keep the same picture at once.
        write_whole(place, png, place.with_suffix(f".{uuid4().hex}.part"))
    return name


def locate(name: str) -> Path | None:
    """Return the path of a kept picture; None for every other name."""
    path = folder() / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def folder() -> Path:
    """Return where pictures are kept; it need not exist yet."""
    return Path(settings.MEDIA_ROOT) / "pictures"


def kept_before(moment: datetime) -> set[str]:
    """Return the names of the pictures that were kept before the moment."""
    files = folder().glob("*.png")
    return {path.name for path in files if path.stat().st_mtime < moment.timestamp()}


def discard(name: str) -> None:
    """Delete a kept picture; one that is not there is no error."""
    (folder() / name).unlink(missing_ok=True)
