"""The attendance sheet: the page, what became of it meanwhile, and marks that devices send."""

import json
from collections.abc import Mapping
from time import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.kept.typed import described_by
from biq.leaders.arrivals import arrivals
from biq.leaders.offline import page_for_offline
from biq.leaders.views import SEE_OTHER, LeaderRequest, led_day
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.marks import Mark
from participants.attendance.noted import changes_after, noted_on
from participants.attendance.sync import MOST_MARKS, receive

TOO_LARGE = 413
BAD_REQUEST = 400


def describe_attendance(
    request: LeaderRequest, data: Mapping[str, str], slug: str, day: int
) -> list[tuple[str, str]]:
    """Return what a leader had entered who was logged out meanwhile (see `accounts.kept.typed`)."""
    return AttendanceSheet(led_day(request, slug, day)).describe(data)


@described_by(describe_attendance)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: LeaderRequest, slug: str, day: int) -> HttpResponse:
    """With `?alle=da` everybody whose mark is open is ticked, and nothing is stored yet."""
    as_of, course_day = _now(), led_day(request, slug, day)
    sheet = AttendanceSheet(course_day)
    if request.method == "POST" and sheet.save(request.POST, request.user):
        messages.success(request, f"Gespeichert: {sheet.summary}.")
        here = reverse("leaders:attendance", args=[slug, course_day.pk])
        return HttpResponseRedirect(here, status=SEE_OTHER)
    if request.method != "POST" and request.GET.get("alle") == "da":
        sheet.tick_the_open(Mark.PRESENT)
    shown = {
        "course": course_day.block.course,
        "day": course_day,
        "sheet": sheet,
        "today": timezone.localdate(),
        "as_of": as_of,
        "people": sorted(row.registration.pk for row in sheet.rows),
        "arrivals": arrivals(course_day),
        "later_changes": changes_after(course_day),
    }
    template = "leaders/attendance.html"
    return page_for_offline(request, template, shown, course_day.date, sheet.status)


@never_cache
@require_safe
def attendance_state(request: LeaderRequest, slug: str, day: int) -> HttpResponse:
    """What is stored of the day now, for a page that may have lain on a device for hours."""
    course_day = led_day(request, slug, day)
    as_of = _now()
    people = course_day.block.course.registrations.took_part()
    return JsonResponse(
        {
            "user": request.user.pk,
            "asOf": as_of,
            "people": sorted(people.values_list("pk", flat=True)),
            "marks": noted_on(course_day),
        }
    )


@never_cache
@require_safe
def sender(request: LeaderRequest) -> HttpResponse:
    """Who is logged in, and the token without which nothing can be sent."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


@never_cache
@require_POST
def send_marks(request: LeaderRequest, slug: str) -> HttpResponse:
    """Take marks as JSON, at most so many at once, and give an answer for each."""
    course = get_object_or_404(request.user.led_courses, slug=slug)
    sent = _marks_of(request.body)
    if sent is None:
        return _refusal("Das ist keine Liste von Einträgen.", BAD_REQUEST)
    if len(sent) > MOST_MARKS:
        return _refusal(f"Das ist zu viel auf einmal. Das Höchste ist {MOST_MARKS}.", TOO_LARGE)
    return JsonResponse({"asOf": _now(), "answers": receive(course, sent, request.user)})


def _marks_of(body: bytes) -> list[Any] | None:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    marks = sent.get("marks") if isinstance(sent, dict) else None
    return marks if isinstance(marks, list) else None


def _refusal(reason: str, status: int) -> HttpResponse:
    return JsonResponse({"reason": reason}, status=status)


def _now() -> int:
    """Return the server's time in milliseconds: it tells which of two states is the newer one."""
    return int(time() * 1000)
