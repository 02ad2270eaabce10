"""One course on one page: programme, people, money, attendance, certificates, and every verb."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from backoffice.fields import reason
from backoffice.forms import VerbForm
from backoffice.staff_pages import StaffRequest, staff_page, tell_refusal
from biq.staff.cockpit_list import PAGE, CockpitList, count_by_status, waiting_line
from biq.staff.course_money import money
from certificates.models import Certificate
from courses import checklist
from courses.models import Block, Course, CourseDay, CourseStatus
from courses.staff.views import cockpit_of
from participants.attendance.matrix import Cell, Matrix, Row, matrix
from participants.attendance.warning import Standing, by_standing
from participants.course_changes import cancellation, completion
from participants.registration.lifecycle import offer_free_seats
from participants.staff.days import VenueForm
from participants.telling.group_message import GroupMessage
from partners.models import Contribution

# So many messages to the group stand on the page; all of them where they are written.
LATEST = 5


@never_cache
@require_safe
def cockpit(request: HttpRequest, slug: str) -> HttpResponse:
    courses = Course.objects.select_related("district").prefetch_related("leaders")
    course = get_object_or_404(courses, slug=slug)
    counted = count_by_status(course)
    people = CockpitList(course, counted, request.GET.get("liste", ""), request.GET.get("seite", 1))
    everybody = matrix(course, most=PAGE)
    context = {
        "title": str(course),
        "course": course,
        "numbers": counted,
        "people": people,
        "waiting": waiting_line(course) if counted.waiting else [],
        "money": None if counted.is_capped else money(course),
        "certificates": _certificates(course),
        "matrix": everybody,
        "warnings": _warnings(everybody) if course.status == CourseStatus.PUBLISHED else [],
        "legend": list(Cell),
        "today": timezone.localdate(),
        "written": list(GroupMessage.objects.of_course(course)[:LATEST]),
        **_programme(course),
    }
    return staff_page(request, "staff/cockpit.html", context)


def _warnings(everybody: Matrix) -> list[tuple[Standing, list[Row]]]:
    """Return who may miss the certificate, for staff to call or to write to."""
    found = by_standing(everybody.rows, lambda row: row.progress)
    return [group for group in found if group[0] in (Standing.TIGHT, Standing.OUT_OF_REACH)]


def _programme(course: Course) -> dict[str, Any]:
    contributions = Contribution.objects.with_proposals().select_related("partner")
    days = CourseDay.objects.select_related("venue", "replaces", "substitute")
    blocks = Block.objects.filter(course=course).prefetch_related(
        Prefetch("days", days), Prefetch("contributions", contributions)
    )
    points = checklist.checklist(course) if course.status == CourseStatus.DRAFT else []
    return {
        "blocks": blocks,
        "has_ended": _has_ended(blocks),
        "points": points,
        "is_ready": all(point.done for point in points),
        "venue_form": VenueForm(course=course) if _is_alive(course) else None,
        "is_alive": _is_alive(course),
    }


def _certificates(course: Course) -> Any:
    """Return how far the issuing is; None before the course is completed."""
    if course.status != CourseStatus.COMPLETED:
        return None
    return Certificate.objects.of_course(course).progress()


def _has_ended(blocks: Iterable[Block]) -> bool:
    days = [day for block in blocks for day in block.days.all() if not day.is_cancelled]
    return bool(days) and max(day.date for day in days) <= timezone.localdate()


def _is_alive(course: Course) -> bool:
    return course.status in (CourseStatus.DRAFT, CourseStatus.PUBLISHED)


class CancelForm(VerbForm):
    slug = "kurs-absagen"
    why = reason("Warum fällt der Kurs aus?")

    def __init__(self, *args: Any, course: Course, by: User, **kwargs: Any) -> None:
        self.course, self.by = course, by
        super().__init__(*args, **kwargs)

    def act(self) -> str:
        cancellation.cancel(self.course, self.by, self.cleaned_data["why"])
        return "Der Kurs ist abgesagt. Alle, die angemeldet waren, bekommen eine Nachricht."


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: StaffRequest, slug: str) -> HttpResponse:
    """Say on GET what will happen; a POST calls the course off."""
    course = get_object_or_404(Course, slug=slug)
    form = CancelForm(request.POST or None, course=course, by=request.user)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
        return redirect(cockpit_of(course))
    context = {
        "title": "Kurs absagen",
        "course": course,
        "form": form,
        "numbers": count_by_status(course),
        "money": money(course),
        "refusal": cancellation.refusal(course),
    }
    return staff_page(request, "staff/cancel.html", context, 422 if form.errors else 200)


@require_POST
def complete(request: StaffRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    try:
        _tell_outcome(request, completion.complete(course, request.user))
    except ValidationError as error:
        tell_refusal(request, error)
    return redirect(cockpit_of(course, "zertifikate"))


def _tell_outcome(request: HttpRequest, course_end: completion.CourseEnd) -> None:
    ended = f"{len(course_end.completed)} geschafft, {len(course_end.not_completed)} teilgenommen."
    messages.success(request, f"Der Kurs ist abgeschlossen: {ended}")
    for registration, days in course_end.blocked:
        missing = ", ".join(map(str, days))
        messages.warning(request, f"{registration.participant}: Eintrag fehlt am {missing}.")


@require_POST
def offer_seats(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    before = course.registrations.seated().count()
    offer_free_seats(course)
    offered = course.registrations.seated().count() - before
    if offered:
        messages.success(request, f"Angeboten: {offered}. Die Personen bekommen eine Nachricht.")
    elif not course.offers_seats(timezone.localdate()):
        messages.warning(request, "Der erste Block ist vorbei: Es wird kein Platz mehr angeboten.")
    else:
        messages.warning(request, "Es ist kein Platz frei, oder niemand wartet.")
    return redirect(cockpit_of(course, "warteliste"))
