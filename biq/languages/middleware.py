from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from biq.languages.addresses import language_of


class LanguageMiddleware:
    """Speak the language that the address begins with, and no other.

    Django's own asks cookie and browser too, so one address would have seven answers, and none
    could be kept ready or passed on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
