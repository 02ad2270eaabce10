"""Templates in the hands of the staff: change, look before saving, go back to the default."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.staff_page import staff_page
from certificates import design, samples
from certificates.answer import as_pdf
from certificates.models import Template
from certificates.template_form import TemplateForm
from courses.models import Course
from documents.errors import DocumentError
from documents.press import print_pdf


@never_cache
@require_safe
def template(request, slug=None):
    course = _course(slug)
    return _show(request, _form(course), course)


def _course(slug):
    """Return the course of the address; None for the default."""
    return slug and get_object_or_404(Course.objects.select_related("district"), slug=slug)


def _form(course, request=None):
    sent = (request.POST, request.FILES) if request else ()
    base = Template.objects.in_force(course)
    return TemplateForm(*sent, course=course, base=base, by=request and request.user)


def _show(request, form, course):
    context = {
        "title": "Vorlage der Zertifikate" if course else "Standard-Vorlage der Zertifikate",
        "course": course,
        "form": form,
        "base": form.base,
        "versions": Template.objects.of(course).select_related("made_by"),
        "address": _addresses(course),
    }
    return staff_page(request, "certificates/template.html", context, 422 if form.errors else 200)


def _addresses(course):
    """Return the names of the page's addresses: those of a course, or of the default."""
    arguments = [course.slug] if course else []
    name = "template" if course else "default_template"
    return {
        verb: reverse(f"certificates:{name}{suffix}", args=arguments)
        for verb, suffix in (("page", ""), ("save", "_save"), ("look", "_look"))
    }


@require_POST
def save(request, slug=None):
    course = _course(slug)
    form = _form(course, request)
    if not form.carry_out():
        return _show(request, form, course)
    messages.success(request, form.said)
    return redirect(_addresses(course)["page"])


@require_POST
def look(request, slug=None):
    """The PDF of the form as it is filled in now; nothing is saved."""
    course = _course(slug)
    form = _form(course, request)
    if not form.is_valid():
        return _show(request, form, course)
    try:
        return as_pdf(_printed(form, course), "vorschau")
    except (DocumentError, ValidationError) as error:
        form.add_error(None, getattr(error, "messages", str(error)))
        return _show(request, form, course)


def _printed(form, course):
    chosen = form.cleaned_data
    paper = samples.sample(form.template(), chosen["kind"], chosen["subject"], course)
    return print_pdf(design.html_of(paper, mark="Muster"))


@require_POST
def drop(request, slug):
    """Let the course follow the default again, as a version of its own: nothing is forgotten."""
    course = _course(slug)
    newest = Template.objects.of(course).first()
    if newest and not newest.is_dropped:
        Template.objects.create(
            course=course, version=newest.version + 1, is_dropped=True, made_by=request.user
        )
    messages.success(request, "Für diesen Kurs gilt jetzt die Standard-Vorlage.")
    return redirect("certificates:template", slug)
