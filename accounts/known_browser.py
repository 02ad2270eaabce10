"""A browser in which somebody logged in before says so: a signed cookie that is left at the login.

It tells two things. Wrong passwords of strangers never slow down who comes from a browser of their
own (`accounts.login_limits`). And a form says for whom it was drawn: its token belongs to a login,
so what was typed is never handed to somebody else (`accounts.kept.post`).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (  # type: ignore[attr-defined]
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    InvalidTokenFormat,
    _check_token_format,
    _unmask_cipher_token,
)
from django.utils.crypto import salted_hmac

COOKIE = "browser"
SALT = "accounts.known_browser"
KEPT = timedelta(days=180)
MOST_LOGINS = 5

# Of each login, the newest last: a digest of the secret of its forms, and the user's key.
Logins: TypeAlias = list[tuple[str, int]]


def logins(request: HttpRequest) -> Logins:
    """Return who logged in in this browser; nothing where the cookie is missing or forged."""
    try:
        sealed = request.COOKIES.get(COOKIE, "")
        return [(digest, pk) for digest, pk in signing.loads(sealed, salt=SALT, max_age=KEPT)]
    except (signing.BadSignature, TypeError, ValueError):
        return []


def knows(request: HttpRequest, user_pk: int) -> bool:
    """Return whether this user logged in in this browser before."""
    return user_pk in {pk for _digest, pk in logins(request)}


def note_login(request: HttpRequest, user_pk: int) -> None:
    """Note that the user just logged in; the middleware leaves the cookie."""
    secret = request.META.get("CSRF_COOKIE", "")
    known = [*logins(request), (_digest(secret), user_pk)][-MOST_LOGINS:]
    request.META[SALT] = signing.dumps(known, salt=SALT)


def author_of(request: HttpRequest) -> int | None:
    """Return the key of the user for whom the form that was sent was drawn; None if unknown."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    try:
        _check_token_format(token)
    except InvalidTokenFormat:
        return None
    secret = _unmask_cipher_token(token) if len(token) == CSRF_TOKEN_LENGTH else token
    return dict(logins(request)).get(_digest(secret))


def _digest(secret: str) -> str:
    if len(secret) != CSRF_SECRET_LENGTH:
        return ""  # no form has this
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()[:24]


class KnownBrowserMiddleware:
    """Leaves the cookie after a login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if SALT in request.META:
            response.set_cookie(
                COOKIE,
                request.META[SALT],
                max_age=KEPT,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
