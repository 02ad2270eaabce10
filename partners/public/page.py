"""The page of an invitation: what it is about, and the answers, each by a form of its own.

Whoever has the link may answer; programs that look for bad links only see it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from courses.models import CourseStatus
from courses.models.running_order import Slot, running_order
from partners.answering import TooLate
from partners.invitation import Answer, Invitation
from partners.public.answer_forms import (
    AcceptForm,
    AnswerForm,
    DeclineForm,
    NeedsForm,
    ProposalForm,
)
from web.limits import Attempt, Limit, LimitReached, SenderLimits, count_attempts
from web.stored_values import EditsStored, status_of
from web.visitors_forms import form_of_visitors

TEMPLATES = "partners/invitation"
SENDER = SenderLimits(
    Limit("invitation household", 40, timedelta(hours=1)),
    Limit("invitation neighbourhood", 160, timedelta(hours=1)),
)
ANSWERS = Limit("invitation answers", 30, timedelta(days=1))


def invited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the invitation of the link; one that opens nothing, or nothing more, leads to a
    page with the phone number, now and later."""

    @wraps(view)
    def find(request: HttpRequest, secret: str) -> HttpResponse:
        found = Invitation.objects.with_course().by_token(secret)
        if found is None:
            response = render(request, f"{TEMPLATES}/unknown.html", status=404)
        elif found.is_closed(timezone.localdate()):
            response = _closed(request, found)
        else:
            response = view(request, found)
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(form_of_visitors(cache_control(private=True, no_store=True)(find)))


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    course, contribution = invitation.course, invitation.contribution
    context = {
        "invitation": invitation,
        "course": course,
        "is_cancelled": course.status == CourseStatus.CANCELLED,
        "is_past": contribution.is_held or course.status == CourseStatus.COMPLETED,
        "is_over": invitation.is_over,
    }
    return render(request, f"{TEMPLATES}/closed.html", context, status=410)


@invited
@require_safe
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _page(request, invitation)


@invited
@require_POST
def invitation_accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _answer(request, invitation, AcceptForm)


@invited
@require_POST
def invitation_decline(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _answer(request, invitation, DeclineForm)


@invited
@require_POST
def invitation_propose(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _answer(request, invitation, ProposalForm)


@invited
@require_POST
def invitation_needs(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _answer(request, invitation, NeedsForm)


def _answer(
    request: HttpRequest, invitation: Invitation, form_class: type[AnswerForm]
) -> HttpResponse:
    """Store what the form says, and lead back to the page; one that is refused keeps its words."""
    form = form_class(request.POST, invitation=invitation)
    try:
        if _is_stored(request, form):
            return redirect(invitation)
    except LimitReached:
        return _page(request, invitation, form, status=429)
    except TooLate:
        return _closed(request, Invitation.objects.with_course().get(pk=invitation.pk))
    return _page(request, invitation, form, status=status_of(form))


@transaction.atomic
def _is_stored(request: HttpRequest, form: AnswerForm) -> bool:
    """Raises LimitReached and TooLate; then nothing is stored, and nothing counted."""
    key = form.invitation.lookup_key
    count_attempts([*SENDER.attempts(request), Attempt(ANSWERS, key)])
    if isinstance(form, EditsStored):
        form.read_stored()
    if form.is_valid():
        form.store()
    return form.is_valid()


def _page(
    request: HttpRequest, invitation: Invitation, sent: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    contribution = invitation.contribution
    context = {
        "invitation": invitation,
        "contribution": contribution,
        "course": invitation.course,
        "stands": invitation.stands,
        "heading": _HEADINGS[invitation.stands],
        "answers": Answer,
        "slot": _slot(invitation),
        "form": sent,
        "too_often": status == 429,
        **{name: _form(kind, invitation, sent) for name, kind in _FORMS.items()},
    }
    return render(request, f"{TEMPLATES}/invitation.html", context, status=status)


_HEADINGS = {
    Answer.NONE: _("Machen Sie mit?"),
    Answer.YES: _("Danke, Sie machen mit!"),
    Answer.NO: _("Sie machen diesmal nicht mit"),
    Answer.PROPOSAL: _("Danke für Ihren Vorschlag"),
}
_FORMS: dict[str, type[AnswerForm]] = {
    "decline": DeclineForm,
    "proposal": ProposalForm,
    "needs": NeedsForm,
}


def _form(kind: type[AnswerForm], invitation: Invitation, sent: AnswerForm | None) -> Any:
    return sent if isinstance(sent, kind) else kind(invitation=invitation)


def _slot(invitation: Invitation) -> Slot | None:
    """Return when the contribution has its place in the day; None while it has none."""
    contribution = invitation.contribution
    if contribution.item_id is None or contribution.day is None:
        return None
    slots = running_order(contribution.day)
    return next((one for one in slots if one.item.pk == contribution.item_id), None)
