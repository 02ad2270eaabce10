"""Files that are there whole or not at all, also after a full disk or a killed process."""

import os
from pathlib import Path


def write_whole(place: Path, data: bytes, part: Path) -> None:
    """Write the data (bytes) as `part` beside the place, and move it there once it is on the disk.

    Raises OSError, and then leaves nothing behind."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
