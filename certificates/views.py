"""The public pages that confirm a certificate."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.forms import CodeForm
from certificates.models import Certificate
from certificates.numbering import read_code


@login_not_required
@require_safe
def certificate_search(request):
    """Ask for the code on the paper, and lead to its page."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("certificate", form.cleaned_data["code"])
    return render(request, "certificates/certificate_search.html", {"form": form})


@login_not_required
@require_safe
@never_cache
def certificate(request, code):
    """Say what the paper with this code is, and whether it counts."""
    found = Certificate.objects.public().filter(code=read_code(code)).first()
    if found is None:
        context = {"form": CodeForm(initial={"code": code[:40]})}
        return render(request, "certificates/certificate_unknown.html", context, status=404)
    response = render(request, "certificates/certificate.html", {"certificate": found})
    response["X-Robots-Tag"] = "noindex"
    return response
