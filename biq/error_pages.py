"""What people see when something is broken: a phone number, and nothing technical."""

import logging
import sys

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts import kept_post
from accounts.faces import may_enter, role_needed
from accounts.kept_page import kept_page
from accounts.known_browser import author_of
from biq.context_processors import foundation

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "120"
_NOT_REPEATED = ("csrfmiddlewaretoken", "password")
# The steps of the public form, which anybody may send: only their answers are shown once more.
_STEPS = ("form", "change", "another", "remove", "send")
_SENT_AGAIN = [f"registration_{step}" for step in _STEPS]


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the phone number, or 503 while the database is away.

    Django calls this for every error, in a view or in a middleware, while it is being handled. It
    needs neither database nor session."""
    error = sys.exception()
    if isinstance(error, (OperationalError, InterfaceError)):
        log.error("The database did not answer: %s", error)
        return out_of_order()
    return HttpResponse(render_to_string("500.html", foundation()), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 with the phone number to what no browser sends by itself."""
    return HttpResponse(render_to_string("400.html", foundation()), status=400)


def out_of_order() -> HttpResponse:
    """Return the page that says that nothing was stored and when to come back."""
    page = HttpResponse(render_to_string("503.html", foundation()), status=503)
    page["Retry-After"] = RETRY_AFTER_SECONDS
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Let people send what they typed once more when the form's token was too old.

    With a good token the same fields would go through. So this is only for what comes from our own
    pages, since no other site shall fill in a form on ours: for the public form, and for the forms
    of staff and leaders when it was they for whom the form was drawn."""
    if role_needed(request.path_info) and (answer := _kept_for_the_same_user(request)):
        return answer
    context = {
        "again": _may_send_again(request),
        "no_cookie": reason == REASON_NO_CSRF_COOKIE and _is_from_us(request),
        "typed": _typed(request),
        **foundation(),
    }
    return render(request, "403_csrf.html", context, status=403)


def _kept_for_the_same_user(request: HttpRequest) -> HttpResponse | None:
    """Show what a user typed who logged in again meanwhile, or lead to the login; else None."""
    post = kept_post.read(request)
    if post is None:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(kept_post.keep(request))
    if author_of(request) == request.user.pk and may_enter(request.user, request.path_info):
        return kept_page(request, post, status=403)
    return None


def _may_send_again(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in _SENT_AGAIN and _is_from_us(request)


def _is_from_us(request: HttpRequest) -> bool:
    """Return whether the form stood on a page of ours; old browsers do not say where it stood."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = (f"{request.scheme}://{request.get_host()}", settings.BASE_URL)
    return not sent_from or any(f"{sent_from}/".startswith(f"{origin}/") for origin in ours)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the (name, value) pairs that were sent, without tokens and passwords."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name for word in _NOT_REPEATED)
    ]
