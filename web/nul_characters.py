"""Turns away addresses that carry the character NUL: PostgreSQL can neither store nor look it up.

Browsers and people never send it; programs that look for gaps do."""

from django.shortcuts import render

NUL = "\0"
NUL_IN_A_QUERY = "%00"
NUL_IN_A_COOKIE = "\\000"


class NulCharacterMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _carries_nul(request):
            return render(request, "400.html", status=400)
        return self.get_response(request)


def _carries_nul(request):
    return (
        NUL in request.path_info
        or NUL_IN_A_QUERY in request.META.get("QUERY_STRING", "")
        or NUL_IN_A_COOKIE in request.META.get("HTTP_COOKIE", "")
    )
