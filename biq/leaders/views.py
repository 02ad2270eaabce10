from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from biq.leaders.agenda import agenda
from biq.leaders.course_overview import CourseOverview
from biq.leaders.offline import page_for_offline
from courses.models import CourseDay
from participants.attendance.matrix import matrix
from participants.telling.group_message import GroupMessage

SEE_OTHER = 303


class LeaderRequest(HttpRequest):
    """What a view of the leaders' face gets: the door has let only a leader in.

    No request is made of this class; views name it so that the types of their calls can be
    checked."""

    user: User


def led_day(request: LeaderRequest, slug: str, day: int) -> CourseDay:
    """Return a day of a course that the user leads. Raises Http404 for all others."""
    course = get_object_or_404(request.user.led_courses, slug=slug)
    days = CourseDay.objects.of_course(course).select_related("block__course", "venue")
    return get_object_or_404(days, pk=day)


@never_cache
@require_safe
def today(request: LeaderRequest) -> HttpResponse:
    now = timezone.localdate()
    courses = request.user.led_courses.select_related("district")
    shown = {"today": now, "agenda": agenda(request.user, now), "courses": courses}
    return page_for_offline(request, "leaders/today.html", shown, now)


@never_cache
@require_safe
def course(request: LeaderRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(request.user.led_courses.select_related("district"), slug=slug)
    today = timezone.localdate()
    overview = CourseOverview(matrix(course, today), today)
    written = list(GroupMessage.objects.of_course(course))
    shown = {"course": course, "overview": overview, "written": written}
    return render(request, "leaders/course.html", shown)
