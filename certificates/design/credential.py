"""A certificate as Open Badges 3.0 credential: what was achieved, under the foundation's signature.

The person is named by a hash only: who knows the name can check it, nobody else learns it. The
form is a JWT whose payload is the credential (Open Badges 3.0, 8.2).
"""

import hashlib
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings

from certificates.design.machine_readable import ISSUER
from certificates.models import Certificate, Kind
from documents.pdf import signing
from web.counting import counted

NAME = "open-badge.jwt"
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_ACHIEVED = {
    Kind.CERTIFICATE: "Mindestens die nötigen Kurstage besucht; das Zertifikat wurde zuerkannt.",
    Kind.CONFIRMATION: "An Kurstagen teilgenommen.",
}


def signed_credential(certificate: Certificate, address: str) -> str:
    """Return the signed credential. Raises DocumentError when the key is of no use."""
    credential = unsigned_credential(certificate, address)
    subject = credential["credentialSubject"]["id"]
    begin = datetime.fromisoformat(credential["validFrom"])
    registered = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": subject,
        "nbf": int(begin.timestamp()),
    }
    return signing.signed_token(credential | registered)


def unsigned_credential(certificate: Certificate, address: str) -> dict[str, Any]:
    """Return the credential as a dict; `address` is the page that confirms the certificate."""
    begin = datetime.combine(certificate.issued_on, time(), UTC)
    return {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{certificate.get_kind_display()} {certificate.number}",
        "issuer": {"id": f"{settings.BASE_URL}/", "type": ["Profile"], "name": ISSUER},
        "validFrom": begin.isoformat(),
        "credentialSubject": {
            "id": f"{address}#person",
            "type": ["AchievementSubject"],
            "identifier": [_hashed_name(certificate)],
            "achievement": _achievement(certificate, address),
        },
    }


def _hashed_name(certificate: Certificate) -> dict[str, object]:
    known = f"{certificate.printed_name}{certificate.code}".encode()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "name",
        "identityHash": f"sha256${hashlib.sha256(known).hexdigest()}",
        "salt": certificate.code,
    }


def _achievement(certificate: Certificate, address: str) -> dict[str, object]:
    held = counted(certificate.days_held, "Kurstag", "Kurstagen")
    return {
        "id": f"{address}#achievement",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion" if certificate.is_certificate else "Course",
        "name": certificate.course_title,
        "description": f"Kurs „{certificate.course_title}“, Stadtteil {certificate.district}, "
        f"{certificate.days_attended} von {held}, "
        f"{counted(certificate.units_attended, 'Unterrichtsstunde', 'Unterrichtsstunden')}",
        "inLanguage": "de",
        "criteria": {"narrative": _ACHIEVED[Kind(certificate.kind)]},
    }
