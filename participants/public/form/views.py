"""The registration form: fill in, perhaps for more people, check the answers, send.

What was typed travels from page to page in the form itself; nothing is stored before it is sent."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.models import Course
from participants.public.closed_notice import closed
from participants.public.form.answers import answers
from participants.public.form.group import Group
from participants.public.form.layout import layout
from participants.public.form.submission import receipt_of_before, submit
from participants.public.seat_counts import standing
from participants.registration.status import MoveRefused
from web.kept_pages import CSRF_GAP, KEY_GAP, kept, kept_page
from web.limits import LimitReached

# A field that people do not see; whoever fills it in is a program.
HONEYPOT = "website"
_private = cache_control(private=True, no_cache=True)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request, slug):
    if request.method == "POST":
        return _check(request, slug)
    stands = standing(slug)
    facts = ("registration_form", slug, get_language(), timezone.localdate(), stands)
    return kept_page(request, facts, lambda: _empty_form(request, slug, stands))


def _empty_form(request, slug, stands):
    course = _course(slug, stands.version)
    if not course.is_open_for_registration():
        return render_to_string(f"{_HERE}/closed.html", _say_closed(course), request)
    group = Group(course, stands.line(course), KEY_GAP)
    context = _questions(group, 1, group.fresh_form(1)) | {"csrf_token": CSRF_GAP}
    return render_to_string(f"{_HERE}/form.html", context, request)


_HERE = "participants/registration"


def _questions(group, number, form):
    """Return what the page shows that asks one of the people."""
    return {
        "group": group,
        "course": group.course,
        "form": form,
        "layout": layout(number),
        "number": number,
        "others": group.others(number),
        "hidden": group.hidden(number),
    }


def _course(slug, version):
    """Return the course as it is in this version. Nobody may change it: others hold it too."""
    public = Course.objects.public().select_related("district")
    return kept(("course", slug, version), lambda: get_object_or_404(public, slug=slug))


def _say_closed(course):
    return {"course": course, "closed": closed(course, timezone.localdate())}


def filled_in(view):
    """Give a view the group that was sent, once it is known that the course takes registrations.

    Whoever only opens the address, from a list of pages visited, say, is led to the form."""

    @wraps(view)
    def receive(request, slug, **which):
        if request.method != "POST":
            return redirect("registration_form", slug)
        stands = standing(slug)
        course = _course(slug, stands.version)
        group = Group.read(request.POST, course, stands.line(course))
        if request.POST.get(HONEYPOT):
            return _carry(request, "call_us", group)
        if not course.is_open_for_registration():
            receipt = group.is_valid() and receipt_of_before(group)
            return _see(receipt) if receipt else _refuse(request, course)
        return view(request, group, **which)

    return login_not_required(_private(receive))


def _carry(request, page, group, status=200, **more):
    """Answer with a page that asks nobody anything, and carries along what everybody said."""
    context = {"group": group, "course": group.course, "hidden": group.hidden(), **more}
    return render(request, f"{_HERE}/{page}.html", context, status=status)


def _see(receipt):
    return HttpResponse(status=303, headers={"Location": receipt.address()})


def _refuse(request, course):
    return render(request, f"{_HERE}/closed.html", _say_closed(course), status=409)


@filled_in
def _check(request, group):
    return _show_answers(request, group) if group.is_valid() else _ask_again(request, group)


def _show_answers(request, group):
    said = [(number, form, answers(form)) for number, form in enumerate(group.forms, 1)]
    return _carry(request, "check", group, people=said)


def _ask_again(request, group):
    number = group.first_wrong()
    context = _questions(group, number, group.forms[number - 1])
    return render(request, f"{_HERE}/form.html", context, status=422)


def _ask(request, group, number, **more):
    context = _questions(group, number, group.fresh_form(number)) | more
    return render(request, f"{_HERE}/form.html", context)


@filled_in
def registration_change(request, group, number):
    return _ask(request, group, group.known(number))


@filled_in
def registration_another(request, group):
    if not group.is_valid():
        return _ask_again(request, group)
    if group.is_full:
        return _carry(request, "too_many", group)
    bigger = group.with_another()
    return _ask(request, bigger, bigger.size, carried=bool(bigger.people[-1]))


@filled_in
def registration_remove(request, group, number):
    rest = group.without(number)
    if rest.is_valid():
        return _show_answers(request, rest)
    return _ask(request, rest, rest.first_wrong())


@filled_in
def registration_send(request, group):
    if not group.is_valid():
        return _ask_again(request, group)
    try:
        return _see(submit(request, group))
    except MoveRefused:
        return _refuse(request, Course.objects.get(pk=group.course.pk))
    except LimitReached:
        return _carry(request, "later", group, status=429)
