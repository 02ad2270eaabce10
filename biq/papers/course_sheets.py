"""The public papers of a course: its programme, and flyers and posters that invite to it.

They show public facts alone, so everybody may have them; each is printed once in each language for
as long as nothing on it changes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from biq.papers.course_facts import course_facts
from courses.models import Course, CourseStatus
from documents.errors import DocumentError
from documents.printed_once import printed_once
from documents.printing import print_pdf
from documents.qr import qr_image
from documents.responses import as_pdf
from participants.public.paper_form.views import number_of_pages, short_url, typed_address
from web.kept_pages import kept_value
from web.public_version import PublicVersion


@dataclass(frozen=True)
class Sheet:
    """A kind of paper: `file` is the name in its address, `label` what staff call it.

    `pages` is how many pages it has; None: as many as it needs. `roomy` is up to how many letters
    it is set in the largest type."""

    name: str
    file: str
    label: str
    template: str
    pages: int | None = None
    roomy: int = 0


SHEETS = (
    Sheet("course_programme", "programm", "Programm", "papers/programme.html"),
    Sheet("flyer", "flyer", "Flyer A5", "papers/flyer.html", 2, 1300),
    Sheet("leaflet", "faltblatt", "Faltblatt A4", "papers/leaflet.html", 2, 900),
    Sheet("poster_a4", "plakat-a4", "Plakat A4", "papers/poster.html", 1, 900),
    Sheet("poster_a3", "plakat-a3", "Plakat A3", "papers/poster.html", 1, 900),
)
# Classes of the stylesheet, from the largest type to the smallest.
STEPS = ("roomy", "usual", "close", "tight", "dense")


def view_of(sheet: Sheet) -> Callable[..., HttpResponse]:
    """Return the public view that answers with the sheet, in the language of the address."""

    @login_not_required
    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        version = PublicVersion.current()
        course = kept_value(("course", slug, version), lambda: _public(slug))
        if course.status == CourseStatus.CANCELLED:
            raise Http404
        try:
            return _answer(course, sheet, _printed(course, sheet, version))
        except DocumentError:
            context = {"course": course}
            return render(request, "papers/unprintable.html", context, status=503)

    return view


def _public(slug: str) -> Course:
    return get_object_or_404(Course.objects.public().select_related("district"), slug=slug)


def _printed(course: Course, sheet: Sheet, version: int) -> bytes:
    facts = (sheet.name, course.slug, get_language(), version)
    return printed_once(facts, lambda: print_sheet(course, sheet))


def print_sheet(course: Course, sheet: Sheet) -> bytes:
    """Return the sheet as PDF in the active language, in the largest type in which it has no more
    pages than it may. Raises DocumentError."""
    facts = course_facts(course)
    for step in STEPS[_first_step(sheet, facts.letters) :]:
        pdf = print_pdf(sheet_html(course, sheet, step))
        if sheet.pages is None or number_of_pages(pdf) <= sheet.pages:
            break
    return pdf


def _first_step(sheet: Sheet, letters: int) -> int:
    """Return the first step that is worth trying: each trial costs about half a second."""
    return 0 if letters <= sheet.roomy else 1


def sheet_html(course: Course, sheet: Sheet, step: str = STEPS[1]) -> str:
    """Return the HTML of the sheet in the active language."""
    context = {
        "sheet": sheet,
        "step": step,
        "course": course,
        "facts": course_facts(course),
        "address": typed_address(course),
        "qr": qr_image(short_url(course), _("QR-Code: Seite des Kurses")),
    }
    return render_to_string(sheet.template, context)


def _answer(course: Course, sheet: Sheet, pdf: bytes) -> HttpResponse:
    response = as_pdf(pdf, f"{sheet.file}-{course.code}")
    response["Cache-Control"] = "no-cache"
    return response
