"""The files inside a certificate's PDF: its facts as JSON, and with a key the credential."""

from certificates.design import credential, machine_readable
from certificates.models import Certificate, Kind
from documents.pdf import signing
from documents.pdf.enclosures import Enclosure, json_enclosure

NAME = "zertifikat.json"


def attached_files(certificate: Certificate, address: str) -> list[Enclosure]:
    """Return the enclosures of a certificate; `address` is the page that confirms it.

    A certificate that is only looked at, and thanks, have no credential. Raises DocumentError."""
    record = json_enclosure(
        NAME,
        "Angaben auf diesem Papier, für Maschinen",
        machine_readable.certificate_record(certificate, address),
    )
    if not (certificate.pk and signing.is_configured()) or certificate.kind == Kind.THANKS:
        return [record]
    token = credential.signed_credential(certificate, address)
    about = "Nachweis als Open Badge, unterschrieben von der Stiftung"
    return [record, Enclosure(credential.NAME, "application/jwt", about, token)]
