"""The residents' pages that show the facts of several rooms, and those that staff write."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from biq.residents import noticeboard
from biq.residents.course_page import course_page
from courses.models import Course
from pages.models import Page, Question
from participants.public.seat_counts import seat_counts
from web.kept_pages import kept_page
from web.public_version import PublicVersion


@login_not_required
@require_safe
def home(request):
    today, (version, seats) = timezone.localdate(), noticeboard.facts()

    def render():
        board = noticeboard.noticeboard(today, seats)
        context = {"board": board, "questions": Question.objects.all()}
        return render_to_string("residents/home.html", context, request)

    return kept_page(request, ("home", get_language(), today, version, seats), render)


@login_not_required
@require_safe
def course(request, slug):
    today, seats = timezone.localdate(), seat_counts(slug)

    def render():
        return render_to_string("residents/course.html", course_page(slug, seats, today), request)

    return kept_page(request, ("course", slug, get_language(), today, seats), render)


@login_not_required
@require_safe
def einfach(request):
    """Explain course and registration in short sentences, with pictograms."""

    def render():
        fee = Course._meta.get_field("fee").default
        return render_to_string("residents/einfach.html", {"fee": fee}, request)

    return kept_page(request, ("einfach", get_language()), render)


@login_not_required
@require_safe
def page(request, slug):
    def render():
        context = {"page": get_object_or_404(Page, slug=slug)}
        return render_to_string("residents/page.html", context, request)

    return kept_page(request, ("page", slug, get_language(), PublicVersion.current()), render)
