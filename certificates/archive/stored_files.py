"""Where the issued PDFs lie: whole or not at all, under names that nobody can guess.

The folder is never served. A file is written beside its place and then moved there, so that a
machine that stops in the middle leaves no half certificate.
"""

import hashlib
from io import BytesIO
from pathlib import Path

from django.core.files.storage import default_storage

from certificates.design import credential
from certificates.models import Certificate, SecondCopy
from documents.whole_files import write_whole

# Only a signature names the bytes that it covers (ISO 32000-1, table 252).
SIGNED = b"/ByteRange"


class DamagedFile(Exception):
    """The stored PDF is missing or is not the one that was issued; `str()` is for people."""


def name_of(certificate: Certificate, claim: str) -> str:
    """Return the name of the file that the print run `claim` writes for the certificate."""
    return f"certificates/{certificate.year}/{certificate.code}-{claim}.pdf"


def store(name: str, pdf: bytes) -> str:
    """Write the PDF (bytes) under the name and return its SHA-256 as hexadecimal digits.

    Raises OSError, say on a full disk, and then leaves nothing behind."""
    place = Path(default_storage.path(name))
    write_whole(place, pdf, _part(place))
    return hashlib.sha256(pdf).hexdigest()


def read(certificate: Certificate | SecondCopy) -> bytes:
    """Return the stored PDF as bytes. Raises DamagedFile when it is not the one that was issued."""
    try:
        pdf = Path(certificate.pdf.path).read_bytes()
    except (OSError, ValueError) as error:
        raise DamagedFile(f"Die Datei zu Nr. {certificate.number} fehlt.") from error
    if hashlib.sha256(pdf).hexdigest() != certificate.sha256:
        raise DamagedFile(f"Die Datei zu Nr. {certificate.number} wurde verändert.")
    return pdf


def may_have_credential(certificate: Certificate) -> bool:
    """Whether the stored PDF is one that was signed, as those with a credential are."""
    try:
        return certificate.is_valid and SIGNED in read(certificate)
    except DamagedFile:
        return False


def credential_of(certificate: Certificate) -> bytes | None:
    """Return the credential that lies in the stored PDF; None if there is none."""
    import pikepdf  # 8 MB that most web workers never need

    if not may_have_credential(certificate):
        return None
    with pikepdf.open(BytesIO(read(certificate))) as pdf:
        if credential.NAME not in pdf.attachments:
            return None
        return pdf.attachments[credential.NAME].get_file().read_bytes()


def discard(name: str) -> None:
    """Remove what a print run that came to nothing left under the name."""
    place = Path(default_storage.path(name))
    for leftover in (place, _part(place)):
        leftover.unlink(missing_ok=True)


def discard_all(certificate: Certificate) -> None:
    """Remove every file that was ever written for the certificate, copies and leftovers too."""
    folder = Path(default_storage.path(f"certificates/{certificate.year}"))
    for file in folder.glob(f"{certificate.code}-*"):
        file.unlink(missing_ok=True)


def _part(place: Path) -> Path:
    return place.with_suffix(".part")
