"""Who still pays, and to whom money goes back: with amounts, a total, and a file of it."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backoffice.staff_pages import StaffRequest, staff_page
from courses.course_names import district_and_year, first_day_of, named_courses
from courses.models import Course
from participants.registration.models import Registration
from participants.registration.unsettled import Side, Total, totals, unsettled

PAGE = 100


@never_cache
@require_safe
def open_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts of one side, course by course, with their total."""
    today, course = timezone.localdate(), _asked_course(request)
    sums = totals(today, course)
    side = _asked_side(request, sums)
    page = Paginator(_rows(side, today, course), PAGE).get_page(request.GET.get("seite"))
    context = {
        "title": "Geld",
        "sides": [(one, sums[one], one == side) for one in Side],
        "side": side,
        "total": sums[side],
        "page": page,
        "rows": [(row, district_and_year(row.course.district, row.first_day)) for row in page],
        "only": course,
    }
    return staff_page(request, "staff/open_accounts.html", context)


@never_cache
@require_safe
def export_accounts(request: StaffRequest, kind: str) -> HttpResponse:
    from participants.staff.exports import AccountSheet, download  # see `downloads`

    today, course = timezone.localdate(), _asked_course(request)
    side = _asked_side(request, totals(today, course))
    return download(request, AccountSheet(), _rows(side, today, course), f"konten-{side}", kind)


def _asked_course(request: HttpRequest) -> Course | None:
    """Return the course whose accounts are asked for; None for all. Raises Http404."""
    slug = request.GET.get("kurs")
    return get_object_or_404(named_courses(), slug=slug) if slug else None


def _asked_side(request: HttpRequest, sums: dict[Side, Total]) -> Side:
    """Return the side that was asked for, or else the first one with an account on it."""
    asked = request.GET.get("liste", "")
    filled = [side for side in Side if side == asked or (not asked and sums[side].number)]
    return filled[0] if filled else Side.DUE


def _rows(side: Side, today: date, course: Course | None) -> QuerySet[Registration, Any]:
    """Return the registrations, each with the `first_day` of its course."""
    rows = unsettled(side, today, course).select_related("participant", "course__district")
    rows = rows.annotate(first_day=first_day_of("course"))
    return rows.order_by("-course", "participant__sort_key", "pk")
