"""Addresses that only take a form: who opens one is led to the page that it belongs to.

Browsers open such an address after a login, from the history, or when somebody reloads a tab."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

NOT_ALLOWED = 405


class PostOnlyMiddleware:
    """Answers a GET of an address that takes only POST with a redirect to its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(page_of(request.path_info))
        return response


def page_of(path: str) -> str:
    """Return the nearest address above `path` that exists: verbs lie below their page."""
    return next((above for above in _above(path) if _exists(above)), "/")


def _above(path: str) -> Iterator[str]:
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        yield "/" + "/".join(parts[:length]) + "/"


def _exists(path: str) -> bool:
    """Return whether there is a view; the admin's view for what it does not know is none."""
    try:
        return "url" not in resolve(path).kwargs
    except Resolver404:
        return False
