"""Many documents, one file: what goes to the printer in one go."""

from io import BytesIO


def bind(pdfs):
    """Join PDFs (an iterable of bytes) into one, in order, for printing on paper.

    Tags and titles of the single documents are not carried over: the bound file is for the
    printer, the single files are for reading. Raises ValueError for nothing to bind."""
    import pikepdf  # 8 MB that most web workers never need

    with pikepdf.new() as book:
        for pdf in pdfs:
            with pikepdf.open(BytesIO(pdf)) as document:
                book.pages.extend(document.pages)
        if not book.pages:
            raise ValueError("Nothing to bind.")
        out = BytesIO()
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
