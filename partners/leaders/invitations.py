"""The leaders' page of an invitation for one of their courses, and its verbs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.kept.typed import described_by
from accounts.models import User
from partners.invitation_forms import ContributionForm
from partners.invitation_page import InvitationPage, contributions, described
from partners.models import Contribution


class LeaderRequest(HttpRequest):
    """What a view of the leaders' face gets: the door has let only a leader in."""

    user: User


@require_safe
def invitation(request: LeaderRequest, slug: str, contribution: int) -> HttpResponse:
    return _page(request, slug, contribution).view()


def verb(form_class: type[ContributionForm]) -> Callable[..., HttpResponse]:
    """Return the view of one verb about a contribution."""

    def describe(request: LeaderRequest, sent: Any, slug: str, contribution: int) -> Any:
        return described(form_class, _contribution(request, slug, contribution), sent)

    @described_by(describe)
    @require_POST
    def act(request: LeaderRequest, slug: str, contribution: int) -> HttpResponse:
        return _page(request, slug, contribution).act(form_class)

    return act


def _page(request: LeaderRequest, slug: str, pk: int) -> InvitationPage:
    def show(context: dict[str, Any], status: int) -> HttpResponse:
        return render(request, "partners/leaders/invitation.html", context, status=status)

    here = reverse("leaders:invitation", args=[slug, pk])
    contribution = _contribution(request, slug, pk)
    return InvitationPage(request, contribution, request.user, here, show)


def _contribution(request: LeaderRequest, slug: str, pk: int) -> Contribution:
    """Raises Http404 for a course that the user does not lead."""
    course = get_object_or_404(request.user.led_courses, slug=slug)
    return get_object_or_404(contributions().filter(block__course=course), pk=pk)
