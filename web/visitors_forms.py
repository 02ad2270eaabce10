"""Forms of visitors, who have no account: guarded by the page they are sent from, not by a cookie.

A CSRF token keeps another site from using the rights of somebody who is logged in. A visitor's
rights lie in the address alone, as a token in a link: whoever can make a visitor's browser send
such a form could as well send it themselves. So these forms need no cookie, and no token that can
grow old while somebody fills them in. What remains is that no other site shall fill in a form on
ours; browsers say where a form stood.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt


def form_of_visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Take POSTs without a CSRF token, from our own pages only; others get the page for a bad one.

    For views that never ask who is logged in."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **which: Any) -> HttpResponse:
        if request.method == "POST" and not is_from_our_pages(request):
            refuse: Callable[..., HttpResponse] = import_string(settings.CSRF_FAILURE_VIEW)
            return refuse(request, "The form stood on another site.")
        return view(request, *args, **which)

    return guarded


def is_from_our_pages(request: HttpRequest, *, unsaid: bool = True) -> bool:
    """Return whether the form stood on a page of ours; `unsaid` where the browser does not say."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = (f"{request.scheme}://{request.get_host()}", settings.BASE_URL)
    return any(f"{sent_from}/".startswith(f"{origin}/") for origin in ours) if sent_from else unsaid
