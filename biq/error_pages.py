"""What people see when something is broken: a phone number, and nothing technical."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from biq.context_processors import foundation
from biq.outages import is_database_gone, is_disk_full

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "120"


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
    """Answer 403 to a form with an old token, or from another site, and say what to do."""
    return render(request, "403_csrf.html", foundation(), status=403)
