"""The attendance of a whole course day, typed in from the list that was signed on paper."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.kept.typed import described_by
from backoffice.staff_pages import StaffRequest, staff_page
from courses.models import CourseDay
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.marks import Mark, open_days


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
    sheet = AttendanceSheet(day)
    if request.method != "POST":
        ticked = sheet.tick_the_open(Mark.PRESENT) if request.GET.get("alle") == "da" else 0
        return _show(request, sheet, ticked)
    if not sheet.save(request.POST, request.user):
        return _show(request, sheet)
    messages.success(request, f"{day}: Gespeichert: {sheet.summary}.")
    return redirect("staff:attendance", day.pk)


def _show(request: StaffRequest, sheet: AttendanceSheet, ticked: int = 0) -> HttpResponse:
    day = sheet.day
    context = {
        "title": f"Anwesenheit am {day}",
        "course": day.block.course,
        "day": day,
        "sheet": sheet,
        "ticked": ticked,
        "has_open": any(row.is_open for row in sheet.rows),
        "has_unknown": any(row.is_asked for row in sheet.rows) and not sheet.is_ahead,
        "others": open_days(day.block.course),
    }
    return staff_page(request, "staff/day_attendance.html", context, sheet.status)
