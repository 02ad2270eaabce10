"""Files of certificates are written whole, under names nobody guesses, and go when told to."""

import errno
import hashlib
import os
from pathlib import Path

import pytest
from django.conf import settings

from certificates.archive import stored_files
from certificates.models import Certificate


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def full_disk(monkeypatch):
    """Let the disk be full when a file is to be written to it for good."""

    def refuse(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def names():
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def certificate():
    return Certificate(year=2027, serial=14, code="ABCDEFGHJKMN")


def test_what_is_stored_lies_under_year_code_and_print_run_and_nothing_beside_it(certificate):
    name = stored_files.name_of(certificate, "run")
    assert stored_files.store(name, b"%PDF") == hashlib.sha256(b"%PDF").hexdigest()
    assert names() == ["certificates/2027/ABCDEFGHJKMN-run.pdf"]


def test_a_full_disk_leaves_no_half_certificate(certificate, full_disk):
    with pytest.raises(OSError, match="No space left"):
        stored_files.store(stored_files.name_of(certificate, "run"), b"%PDF")
    assert names() == []


def test_discarding_takes_what_was_half_written_too_and_twice_is_like_once(certificate):
    name = stored_files.name_of(certificate, "run")
    stored_files.store(name, b"%PDF")
    Path(settings.MEDIA_ROOT, name).with_suffix(".part").write_bytes(b"%P")
    stored_files.discard(name)
    stored_files.discard(name)
    assert names() == []


def test_all_files_of_one_go_and_those_of_another_stay(certificate):
    other = Certificate(year=2027, serial=15, code="NMKJHGFEDCBA")
    for row, run in ((certificate, "one"), (certificate, "two"), (other, "one")):
        stored_files.store(stored_files.name_of(row, run), b"%PDF")
    stored_files.discard_all(certificate)
    assert names() == ["certificates/2027/NMKJHGFEDCBA-one.pdf"]
