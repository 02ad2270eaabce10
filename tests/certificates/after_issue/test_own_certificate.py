"""The certificate on the person's own page, behind their own link."""

from pathlib import Path

import pytest

from certificates.archive import stored_files
from certificates.design import translation_sheet
from certificates.models import Certificate, revoke
from documents.errors import MissingGlyph
from tests.certificates.design.test_rendering import text_of


@pytest.fixture
def certificate(issued):
    return Certificate.objects.get(printed_name="Gülşen Işık")


def own(certificate, what="zertifikat.pdf", language=""):
    return f"{language}/anmeldung/{certificate.registration.token}/{what}"


def test_the_link_on_the_own_page_leads_to_the_certificate(client, certificate):
    assert f'href="{own(certificate)}"' in client.get(own(certificate, "")).content.decode()
    response = client.get(own(certificate))
    assert response.content == stored_files.read(certificate)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_nobody_without_a_certificate_sees_a_link(client, make_registration):
    token = make_registration().token
    assert "zertifikat.pdf" not in client.get(f"/anmeldung/{token}/").content.decode()
    assert client.get(f"/anmeldung/{token}/zertifikat.pdf").status_code == 404


def test_a_revoked_certificate_is_not_given_out(client, certificate, staff):
    revoke(certificate, "Irrtum", staff)
    assert client.get(own(certificate)).status_code == 404


def test_a_damaged_file_is_not_given_out(client, certificate):
    Path(certificate.pdf.path).write_bytes(b"%PDF")
    assert client.get(own(certificate)).status_code == 404


def test_the_translation_is_in_the_language_of_the_address(client, certificate):
    assert f'href="{own(certificate, "uebersetzung.pdf", "/tr")}"' in (
        client.get(own(certificate, "", "/tr")).content.decode()
    )
    text = text_of(client.get(own(certificate, "uebersetzung.pdf", "/tr")).content)
    assert [part in text for part in (certificate.number, "Gülşen Işık")] == [True, True]
    assert client.get(own(certificate, "uebersetzung.pdf")).status_code == 404


def test_a_translation_that_cannot_be_printed_is_not_given_out(client, certificate, monkeypatch):
    def fail(*_facts):
        raise MissingGlyph("龍", "龍")

    monkeypatch.setattr(translation_sheet, "translation_pdf", fail)
    assert client.get(own(certificate, "uebersetzung.pdf", "/tr")).status_code == 404
