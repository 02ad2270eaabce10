"""Pictures drawn anew: on white, upright, without what else a file may hide."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MOST_PIXELS = 30_000_000
# Twice what a signature of 60 mm needs at 300 dots an inch.
LARGEST = (1400, 700)
# How dark (of 255) scanned paper may be and still count as white.
PAPER = 24
FORMATS = ("PNG", "JPEG", "WEBP")

_NO_PICTURE = "Diese Datei ist kein Bild, das wir lesen können. Bitte nehmen Sie PNG oder JPEG."
_TOO_MANY = "Dieses Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."
_ALL_WHITE = (
    "Auf diesem Bild ist nur weißes Papier zu sehen. Bitte scannen Sie es noch einmal,"
    " mit einem dunklen Stift geschrieben; ein weißes Logo nehmen Sie bitte in einer dunklen Farbe."
)


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
