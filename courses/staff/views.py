"""The staff's verbs about a course; each has one address."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from backoffice.staff_pages import tell_refusal
from courses import checklist
from courses.models import Course


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
