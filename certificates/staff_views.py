"""The staff's pages: look first, issue, watch it being printed, print it all on paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.staff_page import staff_page, tell_refusal
from certificates import archive, issuing
from certificates.models import Certificate, State
from certificates.staff_forms import ReplaceForm, VoidForm
from courses.models import Course
from documents.binding import bind


@never_cache
@require_safe
def preview(request, slug):
    """Who gets which paper, who does not and why; while it is printed, how far it is."""
    return _show(request, get_object_or_404(Course, slug=slug))


def _show(request, course, refused=None):
    context = {
        "title": f"Zertifikate: {course}",
        "course": course,
        "plan": issuing.plan(course),
        "progress": Certificate.objects.of_course(course).progress(),
        "voided": Certificate.objects.of_course(course).filter(state=State.VOID),
        "form": refused,
    }
    return staff_page(request, "certificates/preview.html", context, 422 if refused else 200)


@require_POST
def issue(request, slug):
    course = get_object_or_404(Course, slug=slug)
    return _say(request, course, lambda: _count(issuing.start(course, request.user)))


@require_POST
def retry(request, slug):
    course = get_object_or_404(Course, slug=slug)
    return _say(request, course, lambda: _again(issuing.retry(course)))


def _form_view(form_class):
    """Return the view that does a verb with one paper; a refused form comes back as typed."""

    @require_POST
    def view(request, code):
        certificate = get_object_or_404(_with_course(), code=code)
        course = certificate.registration.course
        form = form_class(request.POST, certificate=certificate, by=request.user)
        if not form.carry_out():
            return _show(request, course, form)
        messages.success(request, form.said)
        return redirect("certificates:preview", course.slug)

    return view


void = _form_view(VoidForm)
replace = _form_view(ReplaceForm)


@never_cache
@require_safe
def bound(request, slug):
    """All valid papers of a course as one PDF, in the order of lists; damaged ones are named."""
    course = get_object_or_404(Course, slug=slug)
    valid = Certificate.objects.of_course(course).valid().in_order_of_lists()
    if not valid:
        messages.warning(request, "Es ist noch nichts ausgestellt.")
        return redirect("certificates:preview", slug)
    try:
        book = bind(_readable(request, valid))
    except ValueError:
        return redirect("certificates:preview", slug)
    return _as_pdf(book, f"zertifikate-{slug}")


def _readable(request, certificates):
    """Yield the stored PDFs, and say which are not among them."""
    for certificate in certificates:
        try:
            yield archive.read(certificate)
        except archive.DamagedFile as error:
            tell_refusal(request, error)


@never_cache
@require_safe
def pdf(request, code):
    """The stored PDF, byte for byte as it was issued."""
    row = get_object_or_404(_with_course().exclude(pdf=""), code=code)
    try:
        return _as_pdf(archive.read(row), slugify(str(row)))
    except archive.DamagedFile as error:
        tell_refusal(request, error)
        return redirect("certificates:preview", row.registration.course.slug)


def _with_course():
    return Certificate.objects.select_related("registration__course")


def _count(rows):
    if not rows:
        return "Es gibt zurzeit nichts auszustellen."
    if len(rows) == 1:
        return "Ein Papier wird gedruckt."
    return f"{len(rows)} Papiere werden gedruckt."


def _again(number):
    if not number:
        return "Es gibt zurzeit nichts noch einmal zu drucken."
    return "Wird noch einmal gedruckt." if number == 1 else f"{number} werden noch einmal gedruckt."


def _say(request, course, verb):
    """Do it, say what came of it, and go back to the page of the course."""
    try:
        messages.success(request, verb())
    except ValidationError as error:
        tell_refusal(request, error)
    return redirect("certificates:preview", course.slug)


def _as_pdf(content, name):
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
