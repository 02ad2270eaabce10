"""Binds many documents into one file for the printer, in which each can still be read aloud."""

from collections.abc import Iterable
from io import BytesIO


def bind(pdfs: Iterable[bytes], title: str) -> bytes:
    """Return PDFs that `print_pdf` made as one PDF with this title, in order.

    Each becomes a part of its own with a bookmark; signatures and files inside stay with the single
    documents. Raises ValueError for nothing to bind."""
    # pikepdf takes 8 MB that most web workers never need; `book` imports it too.
    import pikepdf

    from documents.pdf.book import Book

    with pikepdf.new() as pdf:
        book = Book(pdf)
        for content in pdfs:
            with pikepdf.open(BytesIO(content)) as document:
                book.add(document)
        if not pdf.pages:
            raise ValueError("Nothing to bind.")
        book.finish(title)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
