"""„Sagen Sie mir Bescheid“: the form, and the page on which people see and end their wish."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.models import District
from participants.interested.form import InterestForm, interest_layout
from participants.interested.interest import Interest
from participants.interested.sign_up import months_later, sign_up
from participants.public.fields import HONEYPOT
from web.form_key import is_hasty, receipt_for
from web.kept_pages import KEY_GAP, kept_page
from web.limits import Attempt, Limit, LimitReached, SenderLimits, count_attempts
from web.public_version import PublicVersion
from web.visitors_forms import form_of_visitors

TEMPLATES = "participants/interested"
SENDER = SenderLimits(
    Limit("interest household", 20, timedelta(hours=1)),
    Limit("interest neighbourhood", 80, timedelta(hours=1)),
)
EMAIL = Limit("interest e-mail", 4, timedelta(days=1))
_private = cache_control(private=True, no_cache=True)


@login_not_required
@form_of_visitors
@require_http_methods(["GET", "HEAD", "POST"])
def interest_form(request: HttpRequest) -> HttpResponse:
    """Show the empty form; POST stores what somebody wishes."""
    if request.method == "POST":
        return _receive(request)
    today, chosen = timezone.localdate(), _chosen_district(request)
    facts = ("interest_form", get_language(), today, PublicVersion.current(), chosen)
    return kept_page(facts, lambda: _empty_form(request, chosen))


def _chosen_district(request: HttpRequest) -> str:
    """Return the slug of the district that a link names; empty for anything else."""
    slug = request.GET.get("stadtteil")
    return slug if slug and District.objects.filter(slug=slug).exists() else ""


def _empty_form(request: HttpRequest, chosen: str) -> str:
    form = InterestForm(initial={"key": KEY_GAP, "district": chosen})
    return render_to_string(f"{TEMPLATES}/form.html", _context(form), request)


def _context(form: InterestForm) -> dict[str, Any]:
    ends_on = months_later(timezone.localdate(), settings.INTEREST_MONTHS)
    return {"form": form, "layout": interest_layout(), "ends_on": ends_on}


@_private
def _receive(request: HttpRequest) -> HttpResponse:
    form = InterestForm(request.POST)
    if request.POST.get(HONEYPOT):
        return render(request, f"{TEMPLATES}/call_us.html")
    if not form.is_valid():
        return render(request, f"{TEMPLATES}/form.html", _context(form), status=422)
    try:
        return HttpResponse(status=303, headers={"Location": _stored(request, form)})
    except LimitReached:
        return render(request, f"{TEMPLATES}/call_us.html", status=429)


def _stored(request: HttpRequest, form: InterestForm) -> str:
    """Store the wish and return the path of its page; sent a second time, that of the first.

    Raises LimitReached when that was too often."""
    key = form.cleaned_data["key"]
    try:
        with transaction.atomic():
            count_attempts(_attempts(request, form))
            return sign_up(form.interest_fields(), key).own_page()
    except (IntegrityError, LimitReached):
        receipt = receipt_for(key)
        if receipt is None:
            raise
        return receipt


def _attempts(request: HttpRequest, form: InterestForm) -> list[Attempt]:
    """A program fills nobody's mailbox: what no person can have typed counts twice."""
    attempts, email = SENDER.attempts(request), form.cleaned_data["email"].lower()
    if email:
        attempts.append(Attempt(EMAIL, email, 2 if is_hasty(form.cleaned_data["key"]) else 1))
    return attempts


def with_interest(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the wish behind its link; one that has ended is told so, now and later."""

    @login_not_required
    @form_of_visitors
    @_private
    def find(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        interest = Interest.objects.select_related("district").filter(token=token).first()
        if interest is None:
            return render(request, f"{TEMPLATES}/ended.html", status=410)
        return view(request, interest, **more)

    return find


@require_safe
@with_interest
def interest(request: HttpRequest, interest: Interest) -> HttpResponse:
    """Show what is kept, and the button that ends it."""
    return render(request, f"{TEMPLATES}/interest.html", {"interest": interest})


@require_POST
@with_interest
def interest_end(request: HttpRequest, interest: Interest) -> HttpResponse:
    token = interest.token
    interest.end()
    return redirect("interest", token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_interest
def interest_confirm(request: HttpRequest, interest: Interest, seal: str) -> HttpResponse:
    """Ask before confirming: programs that look for bad links open this page too."""
    if not interest.is_email_seal(seal):
        return render(request, f"{TEMPLATES}/ended.html", status=410)
    if request.method == "POST":
        interest.note_email_confirmed()
        return redirect("interest", interest.token)
    if interest.confirmed_at:
        return redirect("interest", interest.token)
    return render(request, f"{TEMPLATES}/confirm.html", {"interest": interest})
