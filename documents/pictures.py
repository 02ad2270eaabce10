"""Pictures that staff upload for print: drawn anew, so that nothing of the file itself is kept.

A picture is kept under the hash of its content, so what was printed once can be printed again.
"""

import hashlib
import logging
import re
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from documents.whole_files import write_whole

log = logging.getLogger(__name__)

MOST_BYTES = 5_000_000
NAME = re.compile(r"[0-9a-f]{64}\.png")

_NO_ROOM = (
    "Das Bild konnte nicht gespeichert werden, vielleicht ist der Speicherplatz voll. Bitte sagen"
    " Sie der Technik Bescheid. Alles andere können Sie ohne das Bild speichern."
)


def take_in(file: File) -> str:
    """Draw the uploaded picture anew, keep it, and return its name ("<hash>.png").

    Size, metadata and everything hidden in the file are left behind. Raises ValidationError with a
    German sentence for what is no picture, or too large, or finds no room on the disk."""
    if file.size > MOST_BYTES:
        raise ValidationError("Dieses Bild ist größer als 5 MB. Bitte verkleinern Sie es.")
    # Pillow takes 2 MB of a web worker, and hardly any ever gets a picture.
    from documents.redrawing import redraw

    png = redraw(file.read())
    try:
        return keep(png)
    except OSError as error:
        log.exception("A picture could not be stored")
        raise ValidationError(_NO_ROOM) from error


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
