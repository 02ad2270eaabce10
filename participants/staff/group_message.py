"""Staff write to everybody with a place in a course, or to all who wait for one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backoffice.staff_pages import StaffRequest, staff_page
from courses.models import Course
from participants.telling.group_pages import GroupPages

PAGES = GroupPages("staff", staff_page)


def _course(slug: str) -> Course:
    return get_object_or_404(Course.objects.select_related("district"), slug=slug)


@never_cache
@require_safe
def write_to_group(request: HttpRequest, slug: str) -> HttpResponse:
    return PAGES.write(request, _course(slug))


@never_cache
@require_POST
def check_group_message(request: StaffRequest, slug: str) -> HttpResponse:
    return PAGES.check(request, _course(slug), request.user)


@require_POST
def send_group_message(request: StaffRequest, slug: str) -> HttpResponse:
    return PAGES.send(request, _course(slug), request.user)


@never_cache
@require_safe
def group_message(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return PAGES.sent(request, _course(slug), pk)
