import hashlib

import pytest
from django.core.exceptions import ValidationError

from certificates import archive, copies
from certificates.models import Certificate, SecondCopy, revoke
from documents.errors import MissingGlyph
from tests.certificates.test_paper import text_of


@pytest.fixture
def ordered(issued, staff):
    return copies.order(Certificate.objects.valid().order_by("serial"), staff)


def test_a_second_copy_says_so_with_its_day_and_keeps_the_number(ordered):
    copies.print_ordered()
    copy = SecondCopy.objects.select_related("certificate").first()
    text = text_of(archive.read(copy))
    day = copy.ordered_at
    assert f"Zweitschrift vom {day.day}. " in text
    assert f"Nr. {copy.certificate.number}" in text
    assert hashlib.sha256(archive.read(copy)).hexdigest() == copy.sha256


def test_the_original_stays_as_it_is(ordered):
    before = {row.pk: archive.read(row) for row in Certificate.objects.all()}
    copies.print_ordered()
    assert {row.pk: archive.read(row) for row in Certificate.objects.all()} == before


def test_all_are_printed_once(ordered):
    assert [copies.print_ordered(), copies.print_ordered()] == [3, 0]
    assert SecondCopy.objects.exclude(pdf="").count() == 3


def test_only_valid_papers_have_a_second_copy(issued, staff):
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
