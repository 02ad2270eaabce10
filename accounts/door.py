"""What stands before every view: nobody sees a face whose role they lack."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts import sessions
from accounts.faces import lacks_second_factor, role_needed
from accounts.kept import post as kept_post

LOGGED_OUT = "Bitte melden Sie sich wieder an."


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
        if not request.user.is_authenticated and wants_json(request):
            return JsonResponse({"reason": LOGGED_OUT}, status=401)
        if not request.user.is_authenticated:
            return redirect_to_login(_place_after_login(request))
        if not getattr(request.user, role):
            raise PermissionDenied
        if lacks_second_factor(request.user):
            return redirect("mfa_activate_totp")
        sessions.note_use(request, request.user)
        return None


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asks, to which no page is an answer."""
    return request.headers.get("Accept", "") == "application/json"


def _place_after_login(request: HttpRequest) -> str:
    """Return the address that was asked for; where a form was sent, what was typed is kept."""
    return kept_post.keep(request) if request.method == "POST" else request.get_full_path()
