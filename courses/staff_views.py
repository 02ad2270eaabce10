"""The staff's verbs about a course; each has one address."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from backoffice.staff_pages import staff_page, tell_refusal
from courses import checklist
from courses.models import Course
from courses.staff_forms import CopyForm


def cockpit_of(course: Course, section: str = "") -> str:
    """Return the address of the course's page for staff, at one of its sections."""
    return reverse("staff:cockpit", args=[course.slug]) + (f"#{section}" if section else "")


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    try:
        checklist.publish(course)
    except ValidationError as error:
        tell_refusal(request, error)
    else:
        messages.success(request, "Der Kurs ist veröffentlicht.")
    return redirect(cockpit_of(course))


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Course, slug=slug)
    form = CopyForm(request.POST or None, source=source)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
        return redirect(cockpit_of(form.copy))
    context = {"title": "Kurs kopieren", "source": source, "form": form}
    return staff_page(request, "staff/copy.html", context, status=422 if form.errors else 200)
