"""The attendance of a whole course day, typed in from the list that was signed on paper."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.kept.typed import described_by
from backoffice.staff_pages import StaffRequest, staff_page
from courses.models import CourseDay
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.marks import Mark, check_open

CONFLICT = 409


def describe_attendance(
    request: StaffRequest, data: Mapping[str, str], pk: int
) -> list[tuple[str, str]]:
    """Return what somebody had typed who was logged out meanwhile (see `accounts.kept.typed`)."""
    return AttendanceSheet(get_object_or_404(CourseDay, pk=pk)).describe(data)


@described_by(describe_attendance)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet that leaders have, too. With `?alle=da` everybody whose mark is open is ticked."""
    day = get_object_or_404(CourseDay.objects.select_related("block__course", "venue"), pk=pk)
    refusal = _refusal(day)
    sheet = AttendanceSheet(day)
    if request.method == "POST" and not refusal:
        return _save(request, day, sheet)
    ticked = sheet.tick_the_open(Mark.PRESENT) if request.GET.get("alle") == "da" else 0
    return _show(request, day, sheet, refusal=refusal, ticked=ticked)


def _refusal(day: CourseDay) -> str:
    """Return why nothing can be entered on this day; empty when it can."""
    try:
        check_open(day)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _save(request: StaffRequest, day: CourseDay, sheet: AttendanceSheet) -> HttpResponse:
    try:
        sheet.save(request.POST, request.user)
    except ValidationError as error:
        return _show(request, day, sheet, refusal=" ".join(error.messages))
    if sheet.problems:
        return _show(request, day, sheet)
    messages.success(request, f"{day}: Gespeichert: {sheet.summary}.")
    return redirect("staff:attendance", day.pk)


def _show(
    request: StaffRequest,
    day: CourseDay,
    sheet: AttendanceSheet,
    *,
    refusal: str = "",
    ticked: int = 0,
) -> HttpResponse:
    days = list(CourseDay.objects.of_course(day.block.course).exclude(state="cancelled"))
    context = {
        "title": f"Anwesenheit am {day}",
        "course": day.block.course,
        "day": day,
        "sheet": sheet,
        "refusal": refusal,
        "ticked": ticked,
        "has_open": any(row.is_open for row in sheet.rows),
        "has_unknown": any(row.is_open and not row.stored for row in sheet.rows),
        "others": [other for other in days if not _refusal(other)],
    }
    return staff_page(
        request, "staff/day_attendance.html", context, CONFLICT if sheet.problems else 200
    )
