"""What people see when something is broken: a phone number, and nothing technical."""

import logging
import sys

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.door import wants_json
from accounts.faces import may_enter, role_needed
from accounts.kept import post as kept_post
from accounts.kept.page import kept_page
from accounts.known_browser import author_of
from biq.context_processors import foundation
from biq.outages import is_database_gone, is_disk_full
from web.visitors_forms import is_from_our_pages

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "120"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the phone number, or 503 while the database is away or the disk is full.

    Django calls this for every error, in a view or in a middleware, while it is being handled. It
    needs neither database nor session."""
    error = sys.exception()
    if is_disk_full(error):  # which a database says as if it were gone
        log.error("Nothing more can be stored: %s", error)
        return out_of_order()
    if is_database_gone(error):
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
    """Answer 403 to a form with an old token, or from another site, and say what to do.

    Staff and leaders see what they typed and send it once more, when it was they for whom the form
    was drawn: no other site shall fill in a form on ours."""
    if wants_json(request):
        return JsonResponse({"reason": "token"}, status=403)
    if role_needed(request.path_info) and (answer := _kept_for_the_same_user(request)):
        return answer
    context = {
        "no_cookie": reason == REASON_NO_CSRF_COOKIE and is_from_our_pages(request),
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
