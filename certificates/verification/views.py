"""The public pages that confirm a certificate."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.archive import stored_files
from certificates.models import Certificate
from certificates.numbering import code_for_people, read_code
from certificates.verification.forms import CodeForm
from web.limits import Limit, LimitReached, SenderLimits, count_attempts

# Enough for somebody who checks the certificates of a whole course; too few to guess a code.
SENDER = SenderLimits(
    Limit("certificate household", 60, timedelta(hours=1)),
    Limit("certificate neighbourhood", 240, timedelta(hours=1)),
)


@login_not_required
@require_safe
def certificate_search(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the certificate, and lead to its page."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("certificate", form.cleaned_data["code"])
    return render(request, "certificates/certificate_search.html", {"form": form})


@login_not_required
@require_safe
def certificate_short(request: HttpRequest, code: str = "") -> HttpResponse:
    """Redirect from the short address that people type, and that the QR code holds."""
    if code := read_code(code):
        return redirect("certificate", code)
    return redirect("certificate_search")


def _limited(
    view: Callable[[HttpRequest, str], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Keep a page out of caches and search engines, and answer 429 to programs that try codes."""

    def answer(request: HttpRequest, code: str) -> HttpResponse:
        try:
            count_attempts(SENDER.attempts(request))
        except LimitReached:
            response = render(request, "certificates/certificate_later.html", status=429)
            response["Retry-After"] = str(int(SENDER.household.window.total_seconds()))
        else:
            response = view(request, read_code(code))
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(require_safe(never_cache(answer)))


@_limited
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the certificate with this code is, and whether it counts."""
    found = Certificate.objects.public().filter(code=code).first()
    if found is None:
        form = CodeForm(initial={"code": code_for_people(code)})
        return render(request, "certificates/certificate_unknown.html", {"form": form}, status=404)
    context = {"certificate": found, "has_credential": stored_files.may_have_credential(found)}
    return render(request, "certificates/certificate.html", context)


@_limited
def certificate_credential(request: HttpRequest, code: str) -> HttpResponse:
    """The signed credential that lies inside the PDF, as a file."""
    found = get_object_or_404(Certificate.objects.valid(), code=code)
    token = stored_files.credential_of(found)
    if token is None:
        raise Http404
    name = f'attachment; filename="{found.number}.jwt"'
    return HttpResponse(token, "application/jwt", headers={"Content-Disposition": name})
