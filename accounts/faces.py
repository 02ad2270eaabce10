"""The three faces and who may see them: in one table, checked before any view runs."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.models import User

# The beginning of the address, and the role it needs. Everything else asks for no role.
FACES = (
    ("/kursleitung/", "is_leader"),
    ("/verwaltung/", "is_staff"),
)


def role_needed(path: str) -> str | None:
    """Return the user's attribute that the address asks for; None when it asks for none."""
    return next((role for prefix, role in FACES if path.startswith(prefix)), None)


def lacks_second_factor(user: User) -> bool:
    """Return whether the user still has to set up a second factor.

    Staff see everybody's data: outside the demo a password alone is not enough for them."""
    return settings.STAFF_NEED_SECOND_FACTOR and user.is_staff and not is_mfa_enabled(user)


class FaceMiddleware:
    """Lets nobody see a face whose role they lack; staff set up their second factor first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Return None when the view may run. Raises PermissionDenied for another role."""
        role = role_needed(request.path_info)
        if role is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not getattr(request.user, role):
            raise PermissionDenied
        if lacks_second_factor(request.user):
            return redirect("mfa_activate_totp")
        return None
