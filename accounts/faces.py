"""The three faces and who may see them: in one table, checked before any view runs."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

# The beginning of the address, and the role it needs. Everything else asks for no role.
FACES = (
    ("/kursleitung/", "is_leader"),
    ("/verwaltung/", "is_staff"),
)


def role_needed(path):
    """Return the user's attribute that the address asks for; None when it asks for none."""
    return next((role for prefix, role in FACES if path.startswith(prefix)), None)


def lacks_second_factor(user):
    """Staff see everybody's data: outside the demo a password alone is not enough for them."""
    return settings.STAFF_NEED_SECOND_FACTOR and user.is_staff and not is_mfa_enabled(user)


class FaceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
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
