import hashlib
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from certificates.after_issue import copies
from certificates.archive import stored_files
from certificates.archive.stubs import reduce_to_stub
from certificates.models import Certificate, SecondCopy, revoke
from documents.errors import MissingGlyph
from tests.certificates.design.test_rendering import text_of


@pytest.fixture
def ordered(issued, staff):
    return copies.order(Certificate.objects.valid().order_by("serial"), staff)


def test_a_second_copy_says_so_with_its_day_and_keeps_the_number(ordered):
    copies.print_ordered()
    copy = SecondCopy.objects.select_related("certificate").first()
    text = text_of(stored_files.read(copy))
    day = copy.ordered_at
    assert f"Zweitschrift vom {day.day}. " in text
    assert f"Nr. {copy.certificate.number}" in text
    assert hashlib.sha256(stored_files.read(copy)).hexdigest() == copy.sha256


def test_the_original_stays_as_it_is(ordered):
    before = {row.pk: stored_files.read(row) for row in Certificate.objects.all()}
    copies.print_ordered()
    assert {row.pk: stored_files.read(row) for row in Certificate.objects.all()} == before


def test_all_are_printed_once(ordered):
    assert [copies.print_ordered(), copies.print_ordered()] == [3, 0]
    assert SecondCopy.objects.exclude(pdf="").count() == 3


def test_only_valid_certificates_have_a_second_copy(issued, staff):
    row = revoke(Certificate.objects.first(), "Irrtum", staff)
    with pytest.raises(ValidationError, match="Nur von einem gültigen Papier"):
        copies.order([row], staff)


def test_one_that_fails_is_named_and_the_others_are_printed(ordered, monkeypatch):
    bad = ordered[1].pk
    done = copies.print_many
    monkeypatch.setattr(
        copies,
        "print_many",
        lambda pages: (
            (key, MissingGlyph("龍", "龍") if key == bad else result) for key, result in done(pages)
        ),
    )
    copies.print_ordered()
    assert SecondCopy.objects.exclude(pdf="").count() == 2
    assert SecondCopy.objects.get(pk=bad).problem.startswith("Das Zeichen ‚龍‘")


def test_of_two_workers_the_first_one_counts(ordered):
    copies.print_ordered()
    copy = SecondCopy.objects.select_related("certificate").first()
    copies._finish(copy, b"%PDF later")
    kept = SecondCopy.objects.get(pk=copy.pk)
    assert (kept.pdf.name, kept.sha256) == (copy.pdf.name, copy.sha256)


def test_a_stub_has_no_second_copy_even_if_its_name_was_there_a_moment_ago(issued, staff):
    row = Certificate.objects.first()
    stub = reduce_to_stub(row)
    for certificate in (stub, row):
        with pytest.raises(ValidationError, match="Nur von einem gültigen Papier"):
            copies.order([certificate], staff)
    ordered = {copy.certificate for copy in copies.order_all(issued, staff)}
    assert ordered == set(Certificate.objects.exclude(pk=row.pk))


def test_who_has_one_that_waits_gets_no_second_one_with_all(issued, staff):
    copies.order([Certificate.objects.get(printed_name="Ben Neun")], staff)
    assert [len(copies.order_all(issued, staff)) for _click in range(2)] == [2, 0]
    copies.print_ordered()
    assert len(copies.order_all(issued, staff)) == 3


def test_one_that_failed_is_named_until_it_is_ordered_again(ordered, issued, staff):
    SecondCopy.objects.filter(pk=ordered[0].pk).update(problem="Das Zeichen fehlt.")
    found = copies.second_copies(copies.certificates_with_copies(issued))
    assert [row.pk for row in found.failed] == [ordered[0].pk]
    copies.order([ordered[0].certificate], staff)
    assert copies.second_copies(copies.certificates_with_copies(issued)).failed == []


@pytest.fixture
def sheets(issued, speak, staff):
    speak("Gülşen Işık", "tr")
    speak("Cem Drei", "ar")
    return copies.order_sheets(issued, staff)


def test_a_sheet_is_for_everybody_who_chose_another_language_once_while_it_waits(
    sheets, issued, staff
):
    assert [(row.certificate.printed_name, row.language) for row in sheets] == [
        ("Cem Drei", "ar"),
        ("Gülşen Işık", "tr"),
    ]
    assert copies.order_sheets(issued, staff) == []


def test_the_worker_prints_the_sheets_in_their_language_and_does_not_sign_them(sheets, monkeypatch):
    monkeypatch.setattr(copies, "signed_if_configured", lambda _result: b"signed")
    assert [copies.print_ordered(), copies.print_ordered()] == [2, 0]
    for row in SecondCopy.objects.select_related("certificate"):
        pdf = stored_files.read(row)
        with pikepdf.open(BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == row.language
        assert [word in text_of(pdf) for word in (row.number, "Zweitschrift")] == [True, False]


def test_a_sheet_in_a_language_that_is_wished_no_more_does_not_count(sheets, issued, speak):
    copies.print_ordered()
    speak("Cem Drei", "de")
    speak("Gülşen Işık", "pl")
    found = copies.translation_sheets(copies.certificates_with_copies(issued))
    assert ([language for _certificate, language in found.wanted], found.printed) == (["pl"], [])


@pytest.mark.parametrize("language", ["de", "xx"])
def test_without_another_language_there_are_no_sheets(issued, speak, staff, language):
    speak("Gülşen Işık", language)
    with pytest.raises(ValidationError, match="Niemand mit einem gültigen Papier"):
        copies.order_sheets(issued, staff)


def test_each_is_called_what_it_is(sheets, staff):
    certificate = sheets[1].certificate
    (copy,) = copies.order([certificate], staff)
    assert [str(row) for row in (copy, sheets[1])] == [
        f"Zweitschrift zu {certificate}",
        f"Übersetzungsblatt (Türkisch) zu {certificate}",
    ]


def test_of_several_only_the_one_that_is_asked_for_is_printed(ordered):
    assert copies.print_ordered(only=ordered[1]) == 1
    assert [row.pk for row in SecondCopy.objects.exclude(pdf="")] == [ordered[1].pk]


def test_who_ordered_it_is_kept_and_the_newest_one_is_bound(ordered, issued, staff):
    copies.print_ordered()
    (newer,) = copies.order([ordered[0].certificate], staff)
    copies.print_ordered()
    found = copies.second_copies(copies.certificates_with_copies(issued)).printed
    assert newer.ordered_by == staff
    assert {row.pk for row in found} == {newer.pk, ordered[1].pk, ordered[2].pk}


def test_what_could_not_be_printed_is_not_tried_again_by_itself(ordered):
    SecondCopy.objects.filter(pk=ordered[0].pk).update(problem="Das Zeichen fehlt.")
    assert copies.print_ordered() == 2
    assert SecondCopy.objects.get(pk=ordered[0].pk).pdf == ""
