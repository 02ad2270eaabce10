"""Turns away addresses that carry the character NUL: PostgreSQL can neither store nor look it up.

Browsers and people never send it; programs that look for gaps do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NUL = "\0"
NUL_IN_A_QUERY = "%00"
NUL_IN_A_COOKIE = "\\000"


class NulCharacterMiddleware:
    """Answers 400 to a request whose path, query or cookies carry NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _carries_nul(request):
            return render(request, "400.html", status=400)
        return self.get_response(request)


def _carries_nul(request: HttpRequest) -> bool:
    return (
        NUL in request.path_info
        or NUL_IN_A_QUERY in request.META.get("QUERY_STRING", "")
        or NUL_IN_A_COOKIE in request.META.get("HTTP_COOKIE", "")
    )
