"""One certificate in the hands of the staff: its page, its files, one address for every verb."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from backoffice.staff_pages import staff_page, tell_refusal
from certificates.after_issue import delivery
from certificates.archive import stored_files
from certificates.design import translation_sheet
from certificates.models import Certificate, SecondCopy
from certificates.sheet_languages import SHEETS
from certificates.staff.forms import FORMS, CertificateForm
from documents.errors import DocumentError
from documents.responses import as_pdf


@never_cache
@require_safe
def certificate_page(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _load(code))


def _load(code: str) -> Certificate:
    certificates = Certificate.objects.select_related(
        "course", "registration__participant", "contribution__partner"
    )
    certificates = certificates.select_related(
        "template__course", "issued_by", "ended_by", "replaced_by"
    )
    certificates = certificates.prefetch_related(
        "deliveries__noted_by", "second_copies__ordered_by"
    )
    return get_object_or_404(certificates, code=code)


def _show(
    request: HttpRequest, certificate: Certificate, refused: CertificateForm | None = None
) -> HttpResponse:
    forms = [form(certificate=certificate) for form in FORMS if form.may(certificate)]
    if refused:
        forms = [refused if form.slug == refused.slug else form for form in forms]
    context = {
        "title": str(certificate),
        "certificate": certificate,
        "course": certificate.course,
        "forms": forms,
        "form": refused,
        "announcements": delivery.announcements(certificate),
        "languages": [pair for pair in settings.LANGUAGES if pair[0] != "de"],
    }
    return staff_page(
        request, "certificates/certificate_page.html", context, 422 if refused else 200
    )


def verb_view(form_class: type[CertificateForm]) -> Callable[..., HttpResponseBase]:
    """Return the view that does the verb of a form; a refused form comes back as typed."""

    @require_POST
    def view(request: HttpRequest, code: str) -> HttpResponse:
        certificate = _load(code)
        if not form_class.may(certificate):
            stands = certificate.get_state_display()
            messages.error(request, f"Das geht nicht (mehr). Der Stand ist jetzt: {stands}.")
            return redirect("certificates:certificate_page", code)
        form = form_class(request.POST, certificate=certificate, by=cast(User, request.user))
        if not form.carry_out():
            return _show(request, certificate, form)
        messages.success(request, form.said)
        return redirect("certificates:certificate_page", form.certificate.code)

    return view


@never_cache
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The stored PDF, byte for byte as it was issued."""
    row = get_object_or_404(Certificate.objects.exclude(pdf=""), code=code)
    return _stored(request, row, slugify(str(row)))


@never_cache
@require_safe
def second_copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The stored PDF of a second copy, or of a translation sheet."""
    copies = SecondCopy.objects.select_related("certificate").exclude(pdf="")
    row = get_object_or_404(copies, pk=pk, certificate__code=code)
    return _stored(request, row, slugify(str(row)))


def _stored(request: HttpRequest, row: Certificate | SecondCopy, name: str) -> HttpResponse:
    try:
        return as_pdf(stored_files.read(row), name)
    except stored_files.DamagedFile as error:
        tell_refusal(request, error)
        code = row.code if isinstance(row, Certificate) else row.certificate.code
        return redirect("certificates:certificate_page", code)


@never_cache
@require_safe
def translated(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The sheet that says in another language what is printed on the certificate."""
    row = get_object_or_404(Certificate.objects.in_hand(), code=code)
    if language not in SHEETS:
        raise Http404
    try:
        return as_pdf(
            translation_sheet.translation_pdf(row, language), f"{slugify(str(row))}-{language}"
        )
    except DocumentError as error:
        tell_refusal(request, error)
        return redirect("certificates:certificate_page", code)
