from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept.typed import described_by
from accounts.models import User
from biq.leaders.agenda import agenda, with_contributions
from biq.leaders.course_overview import CourseOverview
from courses.models import CourseDay
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.matrix import matrix
from participants.telling.group_message import GroupMessage

SEE_OTHER = 303


class LeaderRequest(HttpRequest):
    """What a view of the leaders' face gets: the door has let only a leader in.

    No request is made of this class; views name it so that the types of their calls can be
    checked."""

    user: User


@require_safe
def today(request: LeaderRequest) -> HttpResponse:
    now = timezone.localdate()
    courses = request.user.led_courses.select_related("district")
    return render(
        request,
        "leaders/today.html",
        {"today": now, "agenda": agenda(request.user, now), "courses": courses},
    )


@require_safe
def course(request: LeaderRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(request.user.led_courses.select_related("district"), slug=slug)
    today = timezone.localdate()
    overview = CourseOverview(matrix(course, today), today)
    written = list(GroupMessage.objects.of_course(course))
    shown = {"course": course, "overview": overview, "written": written}
    return render(request, "leaders/course.html", shown)


def describe_attendance(
    request: LeaderRequest, data: Mapping[str, str], slug: str, day: int
) -> list[tuple[str, str]]:
    """Return what a leader had entered who was logged out meanwhile (see `accounts.kept.typed`)."""
    course = get_object_or_404(request.user.led_courses, slug=slug)
    course_day = get_object_or_404(CourseDay.objects.of_course(course), pk=day)
    return AttendanceSheet(course_day).describe(data)


@described_by(describe_attendance)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: LeaderRequest, slug: str, day: int) -> HttpResponse:
    course = get_object_or_404(request.user.led_courses, slug=slug)
    days = with_contributions(CourseDay.objects.of_course(course))
    days = days.select_related("block__course", "venue")
    course_day = get_object_or_404(days, pk=day)
    sheet = AttendanceSheet(course_day)
    if request.method == "POST" and sheet.save(request.POST, request.user):
        messages.success(request, f"Gespeichert: {sheet.summary}.")
        here = reverse("leaders:attendance", args=[course.slug, course_day.pk])
        return HttpResponseRedirect(here, status=SEE_OTHER)
    today = timezone.localdate()
    shown = {"course": course, "day": course_day, "sheet": sheet, "today": today}
    return render(request, "leaders/attendance.html", shown, status=sheet.status)
