from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backoffice.staff_pages import staff_page
from biq.staff.current_courses import current_courses
from biq.staff.tasks.todo import tasks


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs doing, the courses, and a search; the plain lists come last."""
    now, courses = timezone.now(), current_courses()
    context = {
        "title": admin.site.index_title,
        "tasks": tasks(now, timezone.localdate(now), courses),
        "courses": courses,
        "today": timezone.localdate(now),
    }
    return staff_page(request, "staff/home.html", context)


@never_cache
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """Every list and page of the staff face, by place."""
    return staff_page(request, "staff/more.html", {"title": "Alle Listen"})
