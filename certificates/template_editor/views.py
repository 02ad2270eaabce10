"""Templates in the hands of the staff: change, look before saving, go back to the default."""

from typing import cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from backoffice.staff_pages import staff_page
from certificates.design import rendering
from certificates.issuing.printing import problem_of
from certificates.models import Kind, Template
from certificates.template_editor.form import TemplateForm
from certificates.template_editor.sample_certificates import sample_certificate
from courses.models import Course
from documents.errors import DocumentError
from documents.printing import print_pdf
from documents.responses import as_pdf
from web.stored_values import status_of

# Only this page has a frame, and only its preview is shown in one: both are our own.
with_frame = csp_replace({"frame-src": [SELF]})
in_frame = csp_replace({"frame-ancestors": [SELF]})


@never_cache
@require_safe
@with_frame
def template(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    course = _course(slug)
    return _show(request, _form(course), course)


def _course(slug: str | None) -> Course | None:
    """Return the course of the address; None for the default."""
    courses = Course.objects.select_related("district")
    return get_object_or_404(courses, slug=slug) if slug else None


def _form(course: Course | None, request: HttpRequest | None = None) -> TemplateForm:
    sent = (request.POST, request.FILES) if request else ()
    by = cast(User, request.user) if request else None
    base = Template.objects.in_force(course)
    return TemplateForm(*sent, course=course, base=base, by=by)


def _show(request: HttpRequest, form: TemplateForm, course: Course | None) -> HttpResponse:
    context = {
        "title": "Vorlage der Zertifikate" if course else "Standard-Vorlage der Zertifikate",
        "course": course,
        "form": form,
        "base": form.base,
        "versions": Template.objects.versions_of(course).select_related("made_by"),
        "address": _addresses(course),
    }
    return staff_page(request, "certificates/template.html", context, status_of(form))


def _addresses(course: Course | None) -> dict[str, str]:
    """Return the addresses of the page and its verbs, for a course or for the default."""
    arguments = [course.slug] if course else []
    name = "template" if course else "default_template"
    return {
        verb: reverse(f"certificates:{name}{suffix}", args=arguments)
        for verb, suffix in (("page", ""), ("save", "_save"), ("look", "_look"))
    }


@require_POST
@with_frame
def save(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    course = _course(slug)
    form = _form(course, request)
    if not (form.is_valid() and _tried(form, course) and form.carry_out()):
        return _show(request, form, course)
    messages.success(request, form.said)
    return redirect(_addresses(course)["page"])


def _tried(form: TemplateForm, course: Course | None) -> bytes | None:
    """Print the longest name on the fullest certificate. Returns None when it does not fit, and the
    form says so."""
    return _printed(form, course, form.fullest(), "laengster")


@require_POST
@in_frame
@xframe_options_sameorigin
def look(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """The PDF of the form as it is filled in now; nothing is saved."""
    course = _course(slug)
    form = _form(course, request)
    chosen = form.cleaned_data if form.is_valid() else {}
    pdf = chosen and _printed(form, course, chosen["kind"], chosen["subject"])
    if pdf:
        return as_pdf(pdf, "vorschau")
    context = {"title": "Noch keine Vorschau", "form": form, "is_popup": True}
    return staff_page(request, "certificates/template_look.html", context, 422)


def _printed(form: TemplateForm, course: Course | None, kind: Kind, subject: str) -> bytes | None:
    """Return the PDF; or None, and the form says why there is none."""
    try:
        certificate = sample_certificate(form.template(), kind, subject, course)
        pdf = print_pdf(rendering.certificate_html(certificate, mark="Muster"))
    except (DocumentError, ValidationError) as error:
        form.add_error(None, getattr(error, "messages", str(error)))
        return None
    if problem := problem_of(pdf):
        form.add_error(f"{kind}_text", problem)
    return None if problem else pdf


@require_POST
def drop(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the course follow the default again, as a version of its own: nothing is forgotten."""
    course = _course(slug)
    newest = Template.objects.versions_of(course).first()
    if newest and not newest.is_dropped:
        Template.objects.create(
            course=course,
            version=newest.version + 1,
            is_dropped=True,
            made_by=cast(User, request.user),
        )
    messages.success(request, "Für diesen Kurs gilt jetzt die Standard-Vorlage.")
    return redirect("certificates:template", slug)
