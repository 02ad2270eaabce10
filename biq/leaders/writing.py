"""Leaders write to everybody with a place in their course, or to all who wait for one."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from biq.leaders.views import LeaderRequest
from courses.models import Course
from participants.telling.group_pages import GroupPages
from participants.telling.group_writing import MOST_BY_LEADER


def _render(request: HttpRequest, template: str, context: dict, status: int) -> HttpResponse:
    return render(request, template, context, status=status)


PAGES = GroupPages("leaders", _render, most=MOST_BY_LEADER)


def of_led_course(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the course of a slug; one that the user does not lead is not found, by any
    method."""

    @wraps(view)
    def find(request: LeaderRequest, slug: str, **more: int) -> HttpResponse:
        courses = request.user.led_courses.select_related("district")
        return view(request, get_object_or_404(courses, slug=slug), **more)

    return find


@of_led_course
@never_cache
@require_safe
def write_to_group(request: LeaderRequest, course: Course) -> HttpResponse:
    return PAGES.write(request, course)


@of_led_course
@never_cache
@require_POST
def check_group_message(request: LeaderRequest, course: Course) -> HttpResponse:
    return PAGES.check(request, course, request.user)


@of_led_course
@require_POST
def send_group_message(request: LeaderRequest, course: Course) -> HttpResponse:
    return PAGES.send(request, course, request.user)


@of_led_course
@never_cache
@require_safe
def group_message(request: LeaderRequest, course: Course, pk: int) -> HttpResponse:
    return PAGES.sent(request, course, pk)
