import subprocess

import pytest

from documents.binding import bind
from documents.press import print_pdf


def test_documents_are_bound_in_order(sheet, opened, text_of):
    book = bind(print_pdf(sheet(f"<p>Blatt {number}</p>")) for number in (3, 1, 2))
    assert len(opened(book).pages) == 3
    lines = [line.strip() for line in text_of(book).splitlines()]
    assert [line for line in lines if line.startswith("Blatt")] == ["Blatt 3", "Blatt 1", "Blatt 2"]


def test_a_bound_file_is_sound(sheet, tmp_path):
    (tmp_path / "book.pdf").write_bytes(bind([print_pdf(sheet("<p>Blatt</p>"))] * 2))
    check = subprocess.run(["qpdf", "--check", tmp_path / "book.pdf"], capture_output=True)
    assert (check.returncode, check.stderr) == (0, b"")


def test_nothing_cannot_be_bound():
    with pytest.raises(ValueError, match="Nothing to bind"):
        bind([])
