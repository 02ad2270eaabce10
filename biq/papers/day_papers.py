"""The paper of a course day and the contact sheet: leaders get those of their courses, staff all.

A paper is a function that draws it for a day or a course; both faces have it at an address of their
own, which differs only in who may load the day."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from backoffice.staff_pages import tell_refusal
from biq.papers.day_plan import day_plan_html
from courses.models import Course, CourseDay
from courses.room_signs import room_signs_html
from documents.errors import DocumentError
from documents.printing import print_pdf
from documents.responses import as_pdf
from participants.papers.contact_sheet import contact_sheet_html
from participants.papers.course_end import is_over
from participants.papers.name_badges import name_badges_html
from participants.papers.printed_list import list_of
from participants.papers.signature_list import signature_list_html

OVER = "Der Kurs ist vorbei. Die Kontaktliste gibt es nur, solange er läuft."

View = Callable[..., HttpResponse]


class PaperRequest(HttpRequest):
    """What a view gets here: the door has let only a leader or staff in."""

    user: User


# Returns the HTML of a day's paper for who asks.
Draw = Callable[[CourseDay, User], str]


def signature_list(day: CourseDay, by: User) -> str:
    return signature_list_html(list_of(day, by), timezone.localdate())


def day_plan(day: CourseDay, _by: User) -> str:
    return day_plan_html(day, timezone.localdate())


def name_badges(day: CourseDay, _by: User) -> str:
    return name_badges_html(day)


def room_signs(day: CourseDay, _by: User) -> str:
    return room_signs_html(day)


# How the file and its address are called, the name of the address, and what draws it.
DAY_PAPERS: tuple[tuple[str, str, Draw], ...] = (
    ("unterschriften", "signature_list", signature_list),
    ("tagesplan", "day_plan", day_plan),
    ("namensschilder", "name_badges", name_badges),
    ("raumschilder", "room_signs", room_signs),
)


def _days() -> QuerySet[CourseDay]:
    return CourseDay.objects.select_related("block__course__district", "venue")


def leaders_paper(name: str, draw: Draw) -> View:
    """Return the view of a day's paper for the leaders of its course."""

    @never_cache
    @require_safe
    def view(request: PaperRequest, slug: str, day: int) -> HttpResponse:
        course = get_object_or_404(request.user.led_courses, slug=slug)
        found = get_object_or_404(_days().filter(block__course=course), pk=day)
        return _answer(request, found, name, draw)

    return view


def staff_paper(name: str, draw: Draw) -> View:
    """Return the view of a day's paper for staff."""

    @never_cache
    @require_safe
    def view(request: PaperRequest, pk: int) -> HttpResponse:
        return _answer(request, get_object_or_404(_days(), pk=pk), name, draw)

    return view


def _answer(request: PaperRequest, day: CourseDay, name: str, draw: Draw) -> HttpResponse:
    file = f"{name}-{day.block.course.code}-{day.date:%Y-%m-%d}"
    return _printed(request, day.block.course, file, lambda: draw(day, request.user))


@never_cache
@require_safe
def leaders_contacts(request: PaperRequest, slug: str) -> HttpResponse:
    return _contacts(request, get_object_or_404(request.user.led_courses, slug=slug))


@never_cache
@require_safe
def staff_contacts(request: PaperRequest, slug: str) -> HttpResponse:
    return _contacts(request, get_object_or_404(Course, slug=slug))


def _contacts(request: PaperRequest, course: Course) -> HttpResponse:
    today = timezone.localdate()
    if is_over(course, today):
        messages.error(request, OVER)
        return redirect(_page_of(request, course))
    file = f"kontakte-{course.code}"
    return _printed(request, course, file, lambda: contact_sheet_html(course, today))


def _printed(
    request: PaperRequest, course: Course, file: str, draw: Callable[[], str]
) -> HttpResponse:
    """Answer with the PDF; what cannot be printed leads to the page of the course and says why."""
    try:
        return as_pdf(print_pdf(draw()), file)
    except DocumentError as error:
        tell_refusal(request, error)
        return redirect(_page_of(request, course))


def _page_of(request: HttpRequest, course: Course) -> str:
    """Return the page of the course on the face where somebody is."""
    on_staff_face = request.path_info.startswith("/verwaltung/")
    return reverse("staff:cockpit" if on_staff_face else "leaders:course", args=[course.slug])
