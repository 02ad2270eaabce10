"""What a certificate says, for machines: attached to its PDF as JSON (see docs/certificates.md)."""

from certificates.models import Certificate, Kind

SCHEMA = "biq-certificate/1"
ISSUER = "Bremer Heimstiftung"


def certificate_record(certificate: Certificate, address: str) -> dict[str, object]:
    """Return the facts of a certificate as a dict; `address` is the page that confirms it."""
    record: dict[str, object] = {
        "schema": SCHEMA,
        "kind": certificate.kind,
        "number": certificate.number,
        "code": certificate.code,
        "verify": address,
        "issued_on": certificate.issued_on.isoformat(),
        "issuer": ISSUER,
        "name": certificate.printed_name,
        "course": {
            "title": certificate.course_title,
            "district": certificate.district,
            "first_day": certificate.starts_on.isoformat(),
            "last_day": certificate.ends_on.isoformat(),
            "days_held": certificate.days_held,
            "blocks": certificate.blocks,
        },
    }
    if certificate.kind == Kind.THANKS:
        return record | {"topic": certificate.topic}
    return record | {"attendance": _attendance(certificate)}


def _attendance(certificate: Certificate) -> dict[str, object]:
    return {
        "days": certificate.dates,
        "blocks": certificate.blocks_attended,
        "teaching_units": certificate.units_attended,
    }
