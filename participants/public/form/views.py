"""The registration form: fill in, perhaps for more people, check the answers, send.

What was typed travels from page to page in the form itself; nothing is stored before it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.models import Course
from participants.public.closed_notice import closed_notice
from participants.public.fields import HONEYPOT
from participants.public.form.answers import answers
from participants.public.form.application_form import ApplicationForm
from participants.public.form.joint_form import JointForm
from participants.public.form.layout import registration_layout
from participants.public.form.submission import Receipt, receipt_of_stored, submit
from participants.public.seat_counts import SeatCounts, seat_counts
from participants.registration.status import MoveRefused
from web.kept_pages import KEY_GAP, kept_page, kept_value
from web.limits import LimitReached
from web.visitors_forms import form_of_visitors

TEMPLATES = "participants/registration"
_private = cache_control(private=True, no_cache=True)


@login_not_required
@form_of_visitors
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the empty form of the first person; POST shows the answers to check them."""
    if request.method == "POST":
        return _check(request, slug)
    seats = seat_counts(slug)
    facts = ("registration_form", slug, get_language(), timezone.localdate(), seats)
    return kept_page(facts, lambda: _empty_form(request, slug, seats))


def _empty_form(request: HttpRequest, slug: str, seats: SeatCounts) -> str:
    course = _course(slug, seats.version)
    if not course.is_open_for_registration():
        return render_to_string(f"{TEMPLATES}/closed.html", _say_closed(course), request)
    joint_form = JointForm(course, seats.line(course), KEY_GAP)
    context = _questions(joint_form, 1, joint_form.fresh_form(1))
    return render_to_string(f"{TEMPLATES}/form.html", context, request)


def _questions(joint_form: JointForm, number: int, form: ApplicationForm) -> dict[str, Any]:
    """Return what the page shows that asks one of the people."""
    return {
        "joint_form": joint_form,
        "course": joint_form.course,
        "form": form,
        "layout": registration_layout(number),
        "number": number,
        "others": joint_form.others(number),
        "hidden": joint_form.hidden(number),
    }


def _course(slug: str, version: int) -> Course:
    """Return the course as it is in this version. Nobody may change it: others hold it too."""

    def read() -> Course:
        return get_object_or_404(Course.objects.public().select_related("district"), slug=slug)

    return kept_value(("course", slug, version), read)


def _say_closed(course: Course) -> dict[str, Any]:
    return {"course": course, "closed": closed_notice(course, timezone.localdate())}


def with_joint_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the joint form that was sent, if the course takes registrations.

    Whoever only opens the address, from a list of pages visited, say, is led to the form."""

    @wraps(view)
    def receive(request: HttpRequest, slug: str, **which: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("registration_form", slug)
        seats = seat_counts(slug)
        course = _course(slug, seats.version)
        joint_form = JointForm.read(request.POST, course, seats.line(course))
        if request.POST.get(HONEYPOT):
            return _carry(request, "call_us", joint_form)
        if not course.is_open_for_registration():
            receipt = joint_form.is_valid() and receipt_of_stored(joint_form)
            return _see(receipt) if receipt else _refuse(request, course)
        return view(request, joint_form, **which)

    return login_not_required(form_of_visitors(_private(receive)))


def _carry(
    request: HttpRequest, page: str, joint_form: JointForm, status: int = 200, **more: Any
) -> HttpResponse:
    """Answer with a page that asks nobody anything, and carries along what everybody said."""
    context = {
        "joint_form": joint_form,
        "course": joint_form.course,
        "hidden": joint_form.hidden(),
        **more,
    }
    return render(request, f"{TEMPLATES}/{page}.html", context, status=status)


def _see(receipt: Receipt) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": receipt.address()})


def _refuse(request: HttpRequest, course: Course) -> HttpResponse:
    return render(request, f"{TEMPLATES}/closed.html", _say_closed(course), status=409)


@with_joint_form
def _check(request: HttpRequest, joint_form: JointForm) -> HttpResponse:
    return (
        _show_answers(request, joint_form)
        if joint_form.is_valid()
        else _ask_again(request, joint_form)
    )


def _show_answers(request: HttpRequest, joint_form: JointForm) -> HttpResponse:
    said = [(number, form, answers(form)) for number, form in enumerate(joint_form.forms, 1)]
    return _carry(request, "check", joint_form, people=said)


def _ask_again(request: HttpRequest, joint_form: JointForm) -> HttpResponse:
    """Show the first form that is refused, with its errors."""
    number = joint_form.first_wrong() or 1
    context = _questions(joint_form, number, joint_form.forms[number - 1])
    return render(request, f"{TEMPLATES}/form.html", context, status=422)


def _ask(request: HttpRequest, joint_form: JointForm, number: int, **more: Any) -> HttpResponse:
    """Show the form of one person with what was typed, not checked yet."""
    context = _questions(joint_form, number, joint_form.fresh_form(number)) | more
    return render(request, f"{TEMPLATES}/form.html", context)


@with_joint_form
def registration_change(request: HttpRequest, joint_form: JointForm, number: int) -> HttpResponse:
    return _ask(request, joint_form, joint_form.known(number))


@with_joint_form
def registration_another(request: HttpRequest, joint_form: JointForm) -> HttpResponse:
    if not joint_form.is_valid():
        return _ask_again(request, joint_form)
    if joint_form.is_full:
        return _carry(request, "too_many", joint_form)
    bigger = joint_form.with_another()
    return _ask(request, bigger, bigger.size, carried=bool(bigger.people[-1]))


@with_joint_form
def registration_remove(request: HttpRequest, joint_form: JointForm, number: int) -> HttpResponse:
    rest = joint_form.without(number)
    if rest.is_valid():
        return _show_answers(request, rest)
    return _ask(request, rest, rest.first_wrong() or 1)


@with_joint_form
def registration_send(request: HttpRequest, joint_form: JointForm) -> HttpResponse:
    if not joint_form.is_valid():
        return _ask_again(request, joint_form)
    try:
        return _see(submit(request, joint_form))
    except MoveRefused:
        return _refuse(request, Course.objects.get(pk=joint_form.course.pk))
    except LimitReached:
        return _carry(request, "later", joint_form, status=429)
