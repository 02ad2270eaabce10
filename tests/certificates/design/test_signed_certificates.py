"""With a key of the foundation every certificate is signed, and carries an Open Badge."""

import hashlib
import json
import re
from base64 import urlsafe_b64decode
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from pyhanko.pdf_utils.reader import PdfFileReader

from certificates.after_issue import copies
from certificates.archive import stored_files
from certificates.issuing import issuance, printing
from certificates.models import Certificate, SecondCopy, State, revoke
from documents.pdf import signing
from tools.specimens.keys import PASSWORD, make_key


@pytest.fixture
def with_key(settings, tmp_path):
    settings.BASE_URL = "https://biq.example.org"
    settings.SIGNING_KEY_FILE = str(make_key(tmp_path / "key.p12"))
    settings.SIGNING_KEY_PASSWORD = PASSWORD


@pytest.fixture
def signed(with_key, course_over, staff):
    issuance.end_and_issue(course_over, staff)
    printing.render_pending()
    return Certificate.objects.get(printed_name="Gülşen Işık")


def decoded(part):
    return json.loads(urlsafe_b64decode(part + b"=" * (-len(part) % 4)))


def test_the_hash_is_that_of_the_signed_file(signed):
    pdf = stored_files.read(signed)
    assert len(PdfFileReader(BytesIO(pdf)).embedded_signatures) == 1
    assert hashlib.sha256(pdf).hexdigest() == signed.sha256


def test_a_second_copy_is_signed_too(signed, staff):
    copies.order([signed], staff)
    copies.print_ordered()
    with SecondCopy.objects.get().pdf.open() as pdf:
        assert len(PdfFileReader(BytesIO(pdf.read())).embedded_signatures) == 1


def test_the_credential_says_what_was_achieved_and_not_who(client, signed):
    response = client.get(f"/zertifikat/{signed.code}/open-badge.jwt")
    assert (response.status_code, response["Content-Type"]) == (200, "application/jwt")
    header, claims, _signature = response.content.split(b".")
    known = decoded(claims)
    address = f"https://biq.example.org/z/{signed.code}"
    subject = known["credentialSubject"]
    assert decoded(header)["alg"] == "RS256"
    assert known["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (known["iss"], known["issuer"]["id"]) == ("https://biq.example.org/",) * 2
    assert (known["jti"], known["id"], known["sub"]) == (address, address, subject["id"])
    assert subject["achievement"]["name"] == signed.course_title
    assert "Işık" not in json.dumps(known, ensure_ascii=False)


def test_who_knows_the_name_can_check_it(signed):
    known = decoded(stored_files.credential_of(signed).split(b".")[1])
    [identity] = known["credentialSubject"]["identifier"]
    expected = hashlib.sha256(f"Gülşen Işık{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${expected}"


def test_the_page_offers_the_credential_only_while_the_certificate_is_valid(client, signed, staff):
    address = f"/zertifikat/{signed.code}/"
    assert f"{address}open-badge.jwt" in client.get(address).content.decode()
    revoke(signed, "Irrtum", staff)
    assert f"{address}open-badge.jwt" not in client.get(address).content.decode()
    assert client.get(f"{address}open-badge.jwt").status_code == 404


def test_a_key_of_no_use_keeps_certificates_back_by_name_until_it_is_mended(
    with_key, settings, course_over, staff
):
    settings.SIGNING_KEY_PASSWORD = "another"
    issuance.end_and_issue(course_over, staff)
    assert printing.render_pending() == 3
    problems = set(Certificate.objects.values_list("problem", "state"))
    said = "Der Schlüssel für die elektronische Unterschrift lässt sich nicht lesen."
    assert problems == {(said, State.ISSUING)}
    settings.SIGNING_KEY_PASSWORD = PASSWORD
    issuance.retry(course_over)
    printing.render_pending()
    assert set(Certificate.objects.values_list("state", flat=True)) == {State.VALID}


def note(as_staff, course):
    """Return what the staff's page says about signatures, as one line."""
    html = as_staff.get(f"/verwaltung/kurse/{course.slug}/zertifikate/").content.decode()
    section = html.partition("<h2>Elektronische Unterschrift</h2>")[2].partition("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", section).split())


def test_without_a_key_the_staff_read_how_to_get_one(as_staff, course_over):
    said = note(as_staff, course_over)
    assert said.startswith("Die Papiere sind nicht elektronisch unterschrieben.")
    assert "„elektronisches Siegel“" in said


def test_the_staff_read_until_when_the_key_is_good(as_staff, course_over, with_key):
    until = date_format(timezone.localtime(signing.valid_until()), "j. F Y")
    assert note(as_staff, course_over) == (
        f"Jedes neue Papier wird elektronisch unterschrieben. Der Schlüssel gilt bis {until}."
    )


def test_the_staff_read_what_is_wrong_with_the_key(as_staff, course_over, with_key, settings):
    settings.SIGNING_KEY_PASSWORD = "another"
    said = "Der Schlüssel für die elektronische Unterschrift lässt sich nicht lesen. Bis das"
    assert note(as_staff, course_over).startswith(said)
