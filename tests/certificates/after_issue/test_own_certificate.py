"""The paper on the person's own page, behind their own link."""

from pathlib import Path

import pytest

from certificates.archive import stored_files
from certificates.design import translation_sheet
from certificates.models import Certificate, revoke
from documents.errors import MissingGlyph
from tests.certificates.design.test_rendering import text_of


@pytest.fixture
def paper(issued):
    return Certificate.objects.get(printed_name="Gülşen Işık")


def own(paper, what="zertifikat.pdf", language=""):
    return f"{language}/anmeldung/{paper.registration.token}/{what}"


def test_the_link_on_the_own_page_leads_to_the_paper(client, paper):
    assert f'href="{own(paper)}"' in client.get(own(paper, "")).content.decode()
    response = client.get(own(paper))
    assert response.content == stored_files.read(paper)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_nobody_without_a_paper_sees_a_link(client, make_registration):
    token = make_registration().token
    assert "zertifikat.pdf" not in client.get(f"/anmeldung/{token}/").content.decode()
    assert client.get(f"/anmeldung/{token}/zertifikat.pdf").status_code == 404


def test_a_revoked_paper_is_not_given_out(client, paper, staff):
    revoke(paper, "Irrtum", staff)
    assert client.get(own(paper)).status_code == 404


def test_a_damaged_file_is_not_given_out(client, paper):
    Path(paper.pdf.path).write_bytes(b"%PDF")
    assert client.get(own(paper)).status_code == 404


def test_the_translation_is_in_the_language_of_the_address(client, paper):
    assert f'href="{own(paper, "uebersetzung.pdf", "/tr")}"' in (
        client.get(own(paper, "", "/tr")).content.decode()
    )
    text = text_of(client.get(own(paper, "uebersetzung.pdf", "/tr")).content)
    assert [part in text for part in (paper.number, "Gülşen Işık")] == [True, True]
    assert client.get(own(paper, "uebersetzung.pdf")).status_code == 404


def test_a_translation_that_cannot_be_printed_is_not_given_out(client, paper, monkeypatch):
    def fail(*_facts):
        raise MissingGlyph("龍", "龍")

    monkeypatch.setattr(translation_sheet, "sheet", fail)
    assert client.get(own(paper, "uebersetzung.pdf", "/tr")).status_code == 404
