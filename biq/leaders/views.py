from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from biq.leaders.agenda import agenda
from biq.leaders.attendance_sheet import Sheet
from biq.leaders.overview import Overview
from courses.models import CourseDay
from participants.attendance.marks import check_open
from participants.attendance.matrix import matrix

SEE_OTHER = 303
CONFLICT = 409


@require_safe
def today(request):
    now = timezone.localdate()
    courses = request.user.led_courses.select_related("district")
    return render(
        request,
        "leaders/today.html",
        {"today": now, "agenda": agenda(request.user, now), "courses": courses},
    )


@require_safe
def course(request, slug):
    course = get_object_or_404(request.user.led_courses.select_related("district"), slug=slug)
    today = timezone.localdate()
    overview = Overview(matrix(course, today), today)
    return render(request, "leaders/course.html", {"course": course, "overview": overview})


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, slug, day):
    course = get_object_or_404(request.user.led_courses, slug=slug)
    days = CourseDay.objects.of_course(course).select_related("block__course", "venue")
    day = get_object_or_404(days, pk=day)
    sheet = Sheet(day)
    shown = {"course": course, "day": day, "sheet": sheet}
    try:
        check_open(day)
        if request.method == "POST":
            return _save(request, shown)
    except ValidationError as refusal:
        shown["refusal"] = refusal.message
    return render(request, "leaders/attendance.html", shown)


def _save(request, shown):
    sheet = shown["sheet"]
    sheet.save(request.POST, request.user)
    if sheet.problems:
        return render(request, "leaders/attendance.html", shown, status=CONFLICT)
    messages.success(request, f"Gespeichert: {sheet.summary}.")
    course, day = shown["course"], shown["day"]
    here = reverse("leaders:attendance", args=[course.slug, day.pk])
    return HttpResponseRedirect(here, status=SEE_OTHER)
