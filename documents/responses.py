from django.http import HttpResponse


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """Return PDF bytes as an answer that the browser shows, and stores as `<name>.pdf`."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, "application/pdf", headers=headers)
