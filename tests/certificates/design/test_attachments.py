"""The facts of a certificate lie in its PDF as JSON, as docs/certificates.md describes them."""

import json
from io import BytesIO

import pikepdf

from certificates.archive import stored_files
from certificates.models import Certificate


def attached(certificate):
    """Return the attachments of the stored PDF: by name, kind of relation, and content."""
    with pikepdf.open(BytesIO(stored_files.read(certificate))) as pdf:
        files = pdf.attachments.items()
        kinds = [str(spec.AFRelationship) for spec in pdf.Root.AF]
        return kinds, {name: file.get_file().read_bytes() for name, file in files}


def test_the_facts_are_attached_for_machines(printed, settings):
    row = Certificate.objects.get(printed_name="Cem Drei")
    kinds, files = attached(row)
    assert (kinds, list(files)) == (["/Data"], ["zertifikat.json"])
    assert json.loads(files["zertifikat.json"]) == {
        "schema": "biq-certificate/1",
        "kind": "confirmation",
        "number": row.number,
        "code": row.code,
        "verify": f"{settings.BASE_URL}/z/{row.code}",
        "issued_on": row.issued_on.isoformat(),
        "issuer": "Bremer Heimstiftung",
        "name": "Cem Drei",
        "course": {
            "title": row.course_title,
            "district": "Hemelingen",
            "first_day": row.starts_on.isoformat(),
            "last_day": row.ends_on.isoformat(),
            "days_held": 12,
            "blocks": row.blocks,
        },
        "attendance": {
            "days": row.dates,
            "blocks": row.blocks_attended,
            "teaching_units": row.units_attended,
        },
    }
