"""What belongs to a person's own page, behind their link: certificate and translation sheet."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.archive import stored_files
from certificates.design import translation_sheet
from certificates.models import Certificate
from documents.errors import DocumentError
from documents.responses import as_pdf


def _own(view: Callable[[Certificate], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give the view the valid certificate of the link (404 without one), and keep the answer out of
    caches and search engines."""

    def find(request: HttpRequest, token: UUID) -> HttpResponse:
        row = get_object_or_404(Certificate.objects.in_hand(), registration__token=token)
        response = view(row)
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(cache_control(private=True, no_store=True)(require_safe(find)))


@_own
def own_certificate(certificate: Certificate) -> HttpResponse:
    """The PDF as it was issued; what is replaced or revoked is not given out any more."""
    try:
        return as_pdf(stored_files.read(certificate), slugify(str(certificate)))
    except stored_files.DamagedFile as error:
        raise Http404 from error


@_own
def own_translation(certificate: Certificate) -> HttpResponse:
    """The translation sheet in the language of the address; there is none in German."""
    language = get_language()
    if language == "de":
        raise Http404
    try:
        return as_pdf(
            translation_sheet.translation_pdf(certificate, language),
            f"{certificate.number}-{language}",
        )
    except DocumentError as error:
        raise Http404 from error
