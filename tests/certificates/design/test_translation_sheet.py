"""The sheet in another language: the same facts on one page; the German certificate counts."""

from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from certificates.archive.stubs import reduce_to_stub
from certificates.design import translation_sheet
from certificates.models import Certificate, Kind
from tests.certificates.design.test_rendering import HARD_NAMES, certificate, text_of

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "de"]


def sheet(language, **facts):
    return translation_sheet.translation_pdf(certificate(**facts), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_it_is_one_page_in_its_language_and_names_the_certificate(language, kind):
    pdf = sheet(language, kind=kind, name=HARD_NAMES[4], title="W" * 120)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert (len(document.pages), str(document.Root.Lang)) == (1, language)
    text = text_of(pdf)
    shown = ("2027-014", "ABCD-EFGH-JKMN", "W" * 20)
    assert [part in text for part in shown] == [True, True, True]


def test_arabic_runs_from_right_to_left_and_what_is_german_does_not():
    html = translation_sheet.translation_html(certificate(), "ar")
    assert 'class="translation rtl"' in html
    assert '<td lang="de" dir="ltr">BIQ Hemelingen 2027</td>' in html


def test_blocks_of_the_programme_are_translated_and_what_staff_typed_stays_german():
    made = certificate()
    made.blocks = ["Hallo Nachbar!", "Unser Garten"]
    html = translation_sheet.translation_html(made, "en")
    assert "<div>Hello neighbour!</div>" in html
    assert '<div lang="de" dir="ltr">Unser Garten</div>' in html


def test_hostile_facts_are_printed_as_text():
    text = text_of(sheet("en", title="<img src=file:///etc/passwd>", name="{{ x }} <b>B</b>"))
    assert "<img src=file:///etc/passwd>" in text
    assert "{{ x }} <b>B</b>" in text


def test_there_is_none_in_german_and_none_of_a_certificate_whose_name_is_deleted(as_staff, issued):
    row = Certificate.objects.first()

    def status(language):
        sheet = reverse("certificates:translated", args=[row.code, language])
        return as_staff.get(sheet).status_code

    assert [status("en"), status("de")] == [200, 404]
    reduce_to_stub(row)
    assert status("en") == 404
