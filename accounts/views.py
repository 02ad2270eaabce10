from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import User


@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Lead somebody who just logged in to the face of their role.

    Raises PermissionDenied for a user without any role."""
    user = cast(User, request.user)  # nobody comes here without having logged in
    if user.is_staff:
        return redirect("admin:index")
    if user.is_leader:
        return redirect("/kursleitung/")
    raise PermissionDenied


def not_offered(request: HttpRequest, **kwargs: str | None) -> HttpResponse:
    """Raise Http404: allauth brings this page, and BIQ does not offer it."""
    raise Http404
