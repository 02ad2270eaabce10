from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.faces import may_enter
from accounts.kept import post as kept_post
from accounts.kept.page import kept_page
from accounts.models import User
from accounts.sessions import UserSessionsAdapter


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


@never_cache
@require_safe
def kept(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was sent when nobody was logged in; only who sent it can send it again."""
    post = kept_post.find(request, key)
    if post is None:
        messages.warning(request, kept_post.NOTHING_KEPT)
        return redirect("accounts:arrive")
    if not may_enter(cast(User, request.user), post.target):
        return redirect(post.page)
    return kept_page(request, post)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the user's own sessions; one that is over already is as good as ended."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    UserSessionsAdapter().end_sessions(UserSession.objects.filter(user=request.user, pk=pk))
    messages.success(request, "Dort sind Sie jetzt abgemeldet.")
    return redirect("usersessions_list")


def not_offered(request: HttpRequest, **kwargs: str | None) -> HttpResponse:
    """Raise Http404: allauth brings this page, and BIQ does not offer it."""
    raise Http404
