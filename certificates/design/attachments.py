"""The files inside a paper's PDF: its facts as JSON, and with a key the credential."""

from certificates.design import credential, machine_readable
from certificates.models import Kind
from documents import signing
from documents.enclosures import Enclosure, json_enclosure

NAME = "zertifikat.json"


def of(certificate, address):
    """Return the enclosures of a paper; `address` is the page that confirms it.

    A paper that is only looked at, and thanks, have no credential. Raises DocumentError."""
    facts = json_enclosure(
        NAME,
        "Angaben auf diesem Papier, für Maschinen",
        machine_readable.facts(certificate, address),
    )
    if not (certificate.pk and signing.is_configured()) or certificate.kind == Kind.THANKS:
        return [facts]
    token = credential.token(certificate, address)
    about = "Nachweis als Open Badge, unterschrieben von der Stiftung"
    return [facts, Enclosure(credential.NAME, "application/jwt", about, token)]
