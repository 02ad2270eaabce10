"""The way from a public page to itself in another language."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from biq.languages.addresses import in_language

register = template.Library()


@dataclass(frozen=True)
class Choice:
    """A language, and a page's path in it."""

    code: str
    name: str
    path: str

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.code)["bidi"] else "ltr"

    @property
    def is_current(self) -> bool:
        return self.code == get_language()


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any], path: str | None = None) -> list[Choice]:
    """Return the choices for a path; None stands for the page that is shown.

    What was sent by a form has no page of its own: from there it is one step up."""
    path = path or _shown(context["request"])
    return [Choice(code, name, in_language(path, code)) for code, name in settings.LANGUAGES]


def _shown(request: HttpRequest) -> str:
    path = request.path_info
    return path if request.method in ("GET", "HEAD") else path.rstrip("/").rpartition("/")[0] + "/"
