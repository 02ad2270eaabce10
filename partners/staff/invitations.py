"""The staff's page of an invitation, and its verbs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.kept.typed import described_by
from backoffice.staff_pages import StaffRequest, staff_page
from partners.invitation_forms import ContributionForm
from partners.invitation_page import InvitationPage, contributions, described


@never_cache
@require_safe
def invitation(request: StaffRequest, contribution: int) -> HttpResponse:
    return _page(request, contribution).view()


def verb(form_class: type[ContributionForm]) -> Callable[..., HttpResponse]:
    """Return the view of one verb about a contribution."""

    def describe(request: HttpRequest, sent: Any, contribution: int) -> Any:
        found = get_object_or_404(contributions(), pk=contribution)
        return described(form_class, found, sent)

    @described_by(describe)
    @require_POST
    def act(request: StaffRequest, contribution: int) -> HttpResponse:
        return _page(request, contribution).act(form_class)

    return act


def _page(request: StaffRequest, pk: int) -> InvitationPage:
    contribution = get_object_or_404(contributions(), pk=pk)

    def show(context: dict[str, Any], status: int) -> HttpResponse:
        title = {"title": f"Einladung: {contribution.partner}"}
        return staff_page(request, "partners/staff/invitation.html", title | context, status)

    here = reverse("staff:invitation", args=[pk])
    return InvitationPage(request, contribution, request.user, here, show)
