"""The registration form on paper, for everybody who likes that better, and its short address."""

from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.models import Course, CourseDay
from documents.errors import DocumentError
from documents.printed_once import printed_once
from documents.printing import print_pdf
from documents.qr import qr_image
from documents.responses import as_pdf
from participants.public.closed_notice import closed_notice
from participants.public.form.application_form import ApplicationForm
from participants.public.form.layout import registration_layout
from participants.public.paper_form.questions import parts
from web.input.phone_numbers import phone_as_shown
from web.kept_pages import kept_value
from web.public_version import PublicVersion

MOST_PAGES = 2


@login_not_required
@require_safe
def short_address(request: HttpRequest, course_code: str) -> HttpResponse:
    """Lead from the address on posters and paper to the page of the course."""
    return redirect(get_object_or_404(Course.objects.public(), code=course_code.upper()))


@login_not_required
@require_safe
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the form as a PDF to print, in the language of the address."""
    version = PublicVersion.current()
    public = Course.objects.public().select_related("district")
    course = kept_value(("course", slug, version), lambda: get_object_or_404(public, slug=slug))
    if not course.is_open_for_registration():
        context = {"course": course, "closed": closed_notice(course, timezone.localdate())}
        return render(request, "participants/registration/closed.html", context)
    try:
        return _answer(course, _printed(course, version))
    except DocumentError:
        return render(
            request, "participants/paper/unprintable.html", {"course": course}, status=503
        )


def _printed(course: Course, version: int) -> bytes:
    facts = ("paper_form", course.slug, get_language(), version)
    return printed_once(facts, lambda: _print(course))


def _print(course: Course) -> bytes:
    """Return the PDF on two pages; a language that needs more words is set closer together."""
    pdf = print_pdf(sheet_html(course))
    return pdf if number_of_pages(pdf) <= MOST_PAGES else print_pdf(sheet_html(course, tight=True))


def number_of_pages(pdf: bytes) -> int:
    import pikepdf  # 8 MB that no other public page needs

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def sheet_html(course: Course, *, tight: bool = False) -> str:
    """Return the HTML of the sheet in the active language."""
    context = {
        "tight": tight,
        "course": course,
        "day": _first_day(course),
        "parts": parts(ApplicationForm(course=course), registration_layout().layout),
        "address": typed_address(course),
        "phone": phone_as_shown(course.contact_phone or settings.CONTACT_PHONE),
        "foundation_address": settings.CONTACT_ADDRESS,
        "qr": qr_image(short_url(course), _("QR-Code: Seite des Kurses")),
    }
    return render_to_string("participants/paper/sheet.html", context)


def _first_day(course: Course) -> CourseDay | None:
    return next((day for day in course.days() if not day.is_cancelled), None)


def short_url(course: Course) -> str:
    """Return the short address with which the QR code leads to the course."""
    return settings.BASE_URL + reverse("short_address", args=[course.code.lower()])


def typed_address(course: Course) -> str:
    """Return the short address as people type it, without "https://" and the last slash."""
    url = urlsplit(short_url(course))
    return f"{url.netloc}{url.path}".rstrip("/")


def _answer(course: Course, pdf: bytes) -> HttpResponse:
    response = as_pdf(pdf, f"Anmeldung-{course.code}")
    response["Cache-Control"] = "no-cache"
    return response
