"""What an office would do: a serial letter that LibreOffice exports to both standards.

It shows what our classic certificate shows (frame, emblem, type, QR code), without the facts for
machines. A letter is a file that is ready when the clock starts; so are ours.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from base64 import b64encode
from pathlib import Path

import segno

from documents import fonts
from documents.fetcher import ASSETS

PROGRAM = "soffice"
EXPORT = {"SelectPdfVersion": ("long", "3"), "PDFUACompliance": ("boolean", "true")}
# It takes up to 255 arguments, and leaves out the rest without a word.
MOST = 240


def is_installed() -> bool:
    return shutil.which(PROGRAM) is not None


def convert(number: int) -> tuple[int, float]:
    """Return how many PDFs were made, and in how many seconds with the start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        letters = write_letters(place, number)
        command, variables = _command(place, letters), os.environ | {"FONTCONFIG_FILE": place / "f"}
        (place / "f").write_text(_fonts())
        start = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return len(list(place.glob("*.pdf"))), time.perf_counter() - start


def write_letters(place: Path, number: int) -> list[Path]:
    """Write so many letters into the folder and return their paths."""
    letter = Path(__file__).with_name("certificate.fodt").read_text()
    shared = {
        "frame": _encoded((ASSETS / "certificate-frame.svg").read_bytes()),
        "emblem": _encoded((ASSETS / "emblem.svg").read_bytes()),
    }
    paths = [place / f"{n}.fodt" for n in range(number)]
    for n, path in enumerate(paths):
        text = f"2027-{n:03}"
        code = segno.make_qr(f"https://biq.example.org/z/ABCDEFGH{n:04}", error="m")
        drawing = _encoded(code.svg_inline().encode())
        path.write_text(letter.format(name=f"Olga {n}", number=text, code=drawing, **shared))
    return paths


def _encoded(content: bytes) -> str:
    return b64encode(content).decode()


def _fonts() -> str:
    """Return a configuration by which LibreOffice finds the fonts of our documents."""
    folders = {path.parent for path in fonts.files().values()}
    listed = "".join(f"<dir>{folder}</dir>" for folder in sorted(folders))
    return f"<fontconfig><include>/etc/fonts/fonts.conf</include>{listed}</fontconfig>"


def _command(place: Path, letters: list[Path]) -> list[str | Path]:
    wishes = json.dumps({k: {"type": kind, "value": v} for k, (kind, v) in EXPORT.items()})
    profile = f"-env:UserInstallation=file://{place}/profile"
    convert_to = f"pdf:writer_pdf_Export:{wishes}"
    return [PROGRAM, profile, "--headless", "--convert-to", convert_to, "--outdir", place, *letters]
