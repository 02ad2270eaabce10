"""One contribution and its invitation, as staff and the leaders of the course see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import User
from partners.invitation import Invitation
from partners.invitation_forms import (
    AnswerByPhoneForm,
    AskAgainForm,
    AskForm,
    ContributionForm,
    SettleForm,
    ways,
)
from partners.models import Contribution
from partners.partner import ContactPerson
from web.stored_values import status_of

Show = Callable[[dict[str, Any], int], HttpResponse]
# The verbs, in the order in which they stand on the page.
FORMS: tuple[type[ContributionForm], ...] = (SettleForm, AskForm, AskAgainForm, AnswerByPhoneForm)


def contributions() -> QuerySet[Contribution]:
    """Return all contributions with what their page shows."""
    people = Prefetch("partner__contact_persons", ContactPerson.objects.select_related("partner"))
    found = Contribution.objects.select_related("partner", "block__course__district", "day__venue")
    return found.select_related("invitation__contact", "invitation__asked_by").prefetch_related(
        people
    )


@dataclass(frozen=True)
class InvitationPage:
    """`here` is its address, `show` renders it in the frame of its face."""

    request: HttpRequest
    contribution: Contribution
    user: User
    here: str
    show: Show

    def view(self, refused: ContributionForm | None = None) -> HttpResponse:
        contribution = self.contribution
        context = {
            "contribution": contribution,
            "invitation": self.invitation,
            "course": contribution.block.course,
            "verbs": [(form, f"{self.here}{form.slug}/") for form in self._forms(refused)],
            "form": refused,
            "is_reachable": any(ways(contribution)),
        }
        return self.show(context, status_of(refused))

    def act(self, form_class: type[ContributionForm]) -> HttpResponse:
        form = form_class(self.request.POST, contribution=self.contribution, by=self.user)
        if form.carry_out():
            messages.success(self.request, form.said)
            return redirect(self.here)
        return self.view(form)

    @property
    def invitation(self) -> Invitation | None:
        found: Invitation | None = getattr(self.contribution, "invitation", None)
        if found:
            found.contribution = self.contribution
        return found

    def _forms(self, refused: ContributionForm | None) -> list[ContributionForm]:
        kinds = [kind for kind in FORMS if kind in self._offered() or isinstance(refused, kind)]
        return [
            refused
            if refused and type(refused) is kind
            else kind(contribution=self.contribution, by=self.user)
            for kind in kinds
        ]

    def _offered(self) -> set[type[ContributionForm]]:
        """Return the verbs that work now."""
        invitation, is_open = self.invitation, self.contribution.is_asked
        asks = {AskAgainForm if invitation else AskForm} if is_open and self._can_ask() else set()
        settles = {SettleForm} if invitation and invitation.has_open_proposal else set()
        can_answer = invitation and not invitation.is_closed(timezone.localdate())
        answers = {AnswerByPhoneForm} if can_answer else set()
        return {*asks, *settles, *answers}

    def _can_ask(self) -> bool:
        return any(ways(self.contribution))


def described(form_class: type[ContributionForm], contribution: Contribution, sent: Any) -> Any:
    """Return what somebody had chosen who was logged out meanwhile (see `accounts.kept.typed`)."""
    form = form_class(contribution=contribution, by=User())
    return [
        (str(field.label), _in_words(field, sent[name]))
        for name, field in form.fields.items()
        if sent.get(name)
    ]


def _in_words(field: Any, value: str) -> str:
    choices: Mapping[str, Any] = {str(key): words for key, words in getattr(field, "choices", ())}
    return str(choices.get(value, value))
