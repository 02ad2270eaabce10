"""The residents' pages that show the facts of several rooms, and those that staff write."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from biq.residents.course_page import course_page
from biq.residents.home_page import course_lists, version_and_seats
from courses.models import Course
from pages.models import Page, Question
from participants.public.seat_counts import seat_counts
from web.kept_pages import kept_page
from web.public_version import PublicVersion


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today, (version, seats) = timezone.localdate(), version_and_seats()

    def render() -> str:
        context = {"courses": course_lists(today, seats), "questions": Question.objects.all()}
        return render_to_string("residents/home.html", context, request)

    return kept_page(("home", get_language(), today, version, seats), render)


@login_not_required
@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    today, seats = timezone.localdate(), seat_counts(slug)

    def render() -> str:
        return render_to_string("residents/course.html", course_page(slug, seats, today), request)

    return kept_page(("course", slug, get_language(), today, seats), render)


@login_not_required
@require_safe
def einfach(request: HttpRequest) -> HttpResponse:
    """Explain course and registration in short sentences, with pictograms."""

    def render() -> str:
        fee = Course._meta.get_field("fee").default
        return render_to_string("residents/einfach.html", {"fee": fee}, request)

    return kept_page(("einfach", get_language()), render)


@login_not_required
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    def render() -> str:
        context = {"page": get_object_or_404(Page, slug=slug)}
        return render_to_string("residents/page.html", context, request)

    return kept_page(("page", slug, get_language(), PublicVersion.current()), render)
