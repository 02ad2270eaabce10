"""What people see when something is broken: a phone number, and nothing technical."""

import logging
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from biq.context_processors import foundation
from biq.outages import is_database_gone, is_disk_full

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "120"
_NOT_REPEATED = ("csrfmiddlewaretoken", "password")
# The steps of the public form, which anybody may send: only their answers are shown once more.
_STEPS = ("form", "change", "another", "remove", "send")
_SENT_AGAIN = [f"registration_{step}" for step in _STEPS]


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the phone number, or 503 while the database is away or the disk is full.

    Django calls this for every error, in a view or in a middleware, while it is being handled. It
    needs neither database nor session."""
    error = sys.exception()
    if is_database_gone(error):
        log.error("The database did not answer: %s", error)
        return out_of_order()
    if is_disk_full(error):
        log.error("Nothing more can be stored: %s", error)
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

    With a good token the same fields would go through. So this is only for the public form, and
    only for what comes from our own pages: no other site shall fill in a form on ours."""
    context = {"again": _may_send_again(request), "typed": _typed(request), **foundation()}
    return render(request, "403_csrf.html", context, status=403)


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
