"""What is stored on the disk, only the user of the server may read."""

import os
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from certificates.archive import stored_files


def mode(path):
    return oct(stat.S_IMODE(Path(path).stat().st_mode))


def modes(root):
    """Return the modes of all files and of all folders below `root`."""
    found = list(Path(root).rglob("*"))
    files = {mode(path) for path in found if path.is_file()}
    return files, {mode(path) for path in found if path.is_dir()}


@pytest.fixture
def loose_umask():
    """What a server that was started otherwise would have: nothing may rest on it alone."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_the_settings_close_whatever_a_process_writes(tmp_path):
    file = tmp_path / "by-anybody"
    file.write_text("x")
    assert mode(file) == "0o600"


def test_an_upload_is_closed_whatever_the_server_was_started_with(settings, loose_umask):
    default_storage.save("uploads/signature.png", ContentFile(b"png"))
    assert modes(settings.MEDIA_ROOT) == ({"0o600"}, {"0o700"})


def test_a_certificate_is_closed(settings):
    stored_files.store("certificates/2027/ABC-run.pdf", b"%PDF")
    assert modes(settings.MEDIA_ROOT) == ({"0o600"}, {"0o700"})
