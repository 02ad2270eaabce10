"""Many documents, one file: what goes to the printer in one go, and can be read aloud as well."""

from io import BytesIO


def bind(pdfs, title):
    """Return PDFs of our press (an iterable of bytes) as one with this title, in order.

    Each becomes a part of its own with a bookmark; signatures and files inside stay with the single
    documents. Raises ValueError for nothing to bind."""
    import pikepdf  # 8 MB that most web workers never need

    from documents.book import Book

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
