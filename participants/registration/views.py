"""The registration form, in three steps: fill in, check the answers, send."""

from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from accounts.form_key import spent
from accounts.kept_pages import CSRF_GAP, KEY_GAP, kept, kept_page
from accounts.limits import LimitReached
from courses.models import Course
from participants.registration.admission import admit
from participants.registration.answers import answers
from participants.registration.arrival import register
from participants.registration.closed import closed
from participants.registration.forms import ApplicationForm
from participants.registration.layout import layout
from participants.registration.lifecycle import MoveRefused
from participants.registration.own_page import CHANGED
from participants.registration.standing import standing

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
    course = _course(slug, stands.edition)
    if not course.is_open_for_registration():
        return render_to_string(f"{_HERE}/closed.html", _say_closed(course), request)
    form = ApplicationForm(course=course, initial={"key": KEY_GAP})
    context = _fill_in(form, stands.line(course)) | {"csrf_token": CSRF_GAP}
    return render_to_string(f"{_HERE}/form.html", context, request)


_HERE = "participants/registration"


def _fill_in(form, line):
    return {"form": form, "layout": layout(), "course": form.course, "line": line}


def _course(slug, edition):
    """Return the course as it is in this edition. Nobody may change it: others hold it too."""
    public = Course.objects.public().select_related("district")
    return kept(("course", slug, edition), lambda: get_object_or_404(public, slug=slug))


def _say_closed(course):
    return {"course": course, "closed": closed(course, timezone.localdate())}


def filled_in(view):
    """Give a view the form that was sent, once it is known that the course takes registrations."""

    def receive(request, slug):
        stands = standing(slug)
        course = _course(slug, stands.edition)
        form = ApplicationForm(request.POST, course=course)
        form.line = stands.line(course)
        if request.POST.get(HONEYPOT):
            return render(request, f"{_HERE}/call_us.html", {"course": course})
        if not course.is_open_for_registration():
            receipt = form.is_valid() and _receipt_of_before(form)
            return _see(receipt) if receipt else _refuse(request, course)
        return view(request, form)

    return _private(receive)


def _receipt_of_before(form):
    """Return the address of the receipt that this valid form led to before; None when it is new.

    Other answers are not stored a second time: then the receipt says so."""
    before = spent(form.spent_key())
    if before is None:
        return None
    same = before.digest == form.application().digest()
    return before.receipt if same else f"{before.receipt}?{CHANGED}"


def _refuse(request, course):
    return render(request, f"{_HERE}/closed.html", _say_closed(course), status=409)


@filled_in
def _check(request, form):
    if not form.is_valid():
        return _form_again(request, form, form.line, status=422)
    context = {"form": form, "course": form.course, "answers": answers(form)}
    return render(request, f"{_HERE}/check.html", context)


def _form_again(request, form, line, status=200):
    return render(request, f"{_HERE}/form.html", _fill_in(form, line), status=status)


@login_not_required
@require_POST
@filled_in
def registration_change(request, form):
    typed = ApplicationForm(course=form.course, initial=dict(form.typed()))
    return _form_again(request, typed, form.line)


@login_not_required
@require_POST
@filled_in
def registration_send(request, form):
    if not form.is_valid():
        return _form_again(request, form, form.line, status=422)
    try:
        return _see(_stored(request, form))
    except MoveRefused:
        return _refuse(request, Course.objects.get(pk=form.course.pk))
    except LimitReached:
        context = {"form": form, "course": form.course}
        return render(request, f"{_HERE}/later.html", context, status=429)


def _stored(request, form):
    """Store the registration and return the address of its receipt; a second time, of the first."""
    try:
        with transaction.atomic():
            admit(request, form)
            stored = register(form.course, form.application(), form.spent_key())
    except (IntegrityError, LimitReached):
        receipt = _receipt_of_before(form)
        if receipt is None:
            raise
        return receipt
    return stored.get_absolute_url()


def _see(address):
    return HttpResponse(status=303, headers={"Location": address})
