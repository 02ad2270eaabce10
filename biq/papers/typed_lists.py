"""The way back of a signature list: its code leads to the rows as they are printed."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept.typed import described_by
from backoffice.staff_pages import staff_page
from biq.papers.day_papers import PaperRequest
from courses.models import Course
from participants.papers.list_sheet import ListSheet
from participants.papers.printed_list import PrintedList, read_list_code

SEE_OTHER = 303


def _lists(courses: QuerySet[Course]) -> QuerySet[PrintedList]:
    return PrintedList.objects.of_courses(courses).select_related(
        "day__block__course", "day__venue"
    )


def _led(request: PaperRequest) -> QuerySet[PrintedList]:
    return _lists(request.user.led_courses.all())


@never_cache
@require_safe
def leaders_code(request: PaperRequest, slug: str) -> HttpResponse:
    """Ask for the code; with `?code=` lead to the list, whichever of the leader's courses it is."""
    course = get_object_or_404(request.user.led_courses, slug=slug)
    typed = request.GET.get("code", "")
    if printed := _found(_led(request), typed):
        return redirect("leaders:typed_list", printed.day.block.course.slug, printed.code)
    context = {"course": course, **_asked(typed)}
    return render(request, "leaders/list_code.html", context, status=404 if typed else 200)


@never_cache
@require_safe
def staff_code(request: PaperRequest) -> HttpResponse:
    typed = request.GET.get("code", "")
    if printed := _found(_lists(Course.objects.all()), typed):
        return redirect("staff:typed_list", printed.code)
    context = {"title": "Unterschriften eintragen", **_asked(typed)}
    return staff_page(request, "staff/list_code.html", context, 404 if typed else 200)


def _asked(typed: str) -> dict[str, Any]:
    return {"typed": typed[:40], "is_unknown": bool(typed)}


def _found(lists: QuerySet[PrintedList], typed: str) -> PrintedList | None:
    return lists.filter(code=read_list_code(typed)).first()


def describe_leaders(
    request: PaperRequest, data: Mapping[str, str], slug: str, list_code: str
) -> list[tuple[str, str]]:
    """Return what a leader had typed who was logged out meanwhile (see `accounts.kept.typed`)."""
    return ListSheet(_of_course(request, slug, list_code)).describe(data)


def describe_staff(
    request: PaperRequest, data: Mapping[str, str], list_code: str
) -> list[tuple[str, str]]:
    """Return what somebody of the staff had typed who was logged out meanwhile."""
    return ListSheet(get_object_or_404(_lists(Course.objects.all()), code=list_code)).describe(data)


def _of_course(request: PaperRequest, slug: str, list_code: str) -> PrintedList:
    return get_object_or_404(_led(request), day__block__course__slug=slug, code=list_code)


@described_by(describe_leaders)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leaders_list(request: PaperRequest, slug: str, list_code: str) -> HttpResponse:
    """Show the rows of the paper with the marks that are known; a POST notes the letters."""
    sheet = ListSheet(_of_course(request, slug, list_code))
    if _is_saved(request, sheet):
        here = reverse("leaders:typed_list", args=[slug, list_code])
        return HttpResponseRedirect(here, status=SEE_OTHER)
    return render(request, "leaders/typed_list.html", _shown(sheet), status=sheet.status)


@described_by(describe_staff)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def staff_list(request: PaperRequest, list_code: str) -> HttpResponse:
    sheet = ListSheet(get_object_or_404(_lists(Course.objects.all()), code=list_code))
    if _is_saved(request, sheet):
        return redirect("staff:typed_list", list_code)
    context = {"title": f"Unterschriften vom {sheet.printed.day}", **_shown(sheet)}
    return staff_page(request, "staff/typed_list.html", context, sheet.status)


def _is_saved(request: PaperRequest, sheet: ListSheet) -> bool:
    if request.method != "POST" or not sheet.save(request.POST, request.user):
        return False
    messages.success(request, f"{sheet.printed.day}: Gespeichert: {sheet.sheet.summary}.")
    return True


def _shown(sheet: ListSheet) -> dict[str, Any]:
    day = sheet.printed.day
    return {"course": day.block.course, "day": day, "entry": sheet, "sheet": sheet.sheet}
