"""What an office would do: a serial letter that LibreOffice exports to both standards."""

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

PROGRAM = "soffice"
EXPORT = {"SelectPdfVersion": ("long", "3"), "PDFUACompliance": ("boolean", "true")}
LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:h text:outline-level="1">Zertifikat</text:h>
<text:p>Person {number}</text:p>
<text:p>hat im Kurs Bürger im Quartier an 12 von 12 Kurstagen teilgenommen.</text:p>
<text:p>Bremen, 1. August 2027</text:p>
</office:text></office:body></office:document>"""


def is_installed():
    return shutil.which(PROGRAM) is not None


def convert(number):
    """Return how many PDFs were made, and in how many seconds with the start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        letters = [_write(place / f"{n}.fodt", n) for n in range(number)]
        start = time.perf_counter()
        subprocess.run(_command(place, letters), check=True, stdout=subprocess.DEVNULL)
        return len(list(place.glob("*.pdf"))), time.perf_counter() - start


def _write(path, number):
    path.write_text(LETTER.format(number=number))
    return str(path)


def _command(place, letters):
    wishes = json.dumps({k: {"type": kind, "value": v} for k, (kind, v) in EXPORT.items()})
    profile = f"-env:UserInstallation=file://{place}/profile"
    convert_to = f"pdf:writer_pdf_Export:{wishes}"
    return [PROGRAM, profile, "--headless", "--convert-to", convert_to, "--outdir", place, *letters]
