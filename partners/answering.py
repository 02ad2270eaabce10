"""What a partner answers to an invitation, and what staff or leaders decide about a proposal.

The answer may change until the day. The same answer twice is one: nothing is written, and nobody is
told again."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from correspondence.telling import Topic, drop_untold, tell
from courses.day_contacts import recipient_by_mail
from courses.models import Course, CourseDay
from partners import contribution_slots
from partners.invitation import Answer, Invitation, topic_of
from partners.models import Contribution, ContributionState
from partners.occasions import PARTNER_ANSWERED
from web.public_version import new_public_version


class TooLate(Exception):
    """The invitation can no longer be answered; its page says what is true now."""


@new_public_version()
def accept(invitation: Invitation) -> None:
    """The partner contributes. Raises TooLate."""
    _answer(invitation, ContributionState.AGREED, lambda row: row.note_answer(Answer.YES))


@new_public_version()
def decline(invitation: Invitation, reason: str = "") -> None:
    """The partner does not contribute; nobody has to say why. Raises TooLate."""
    _answer(
        invitation,
        ContributionState.DECLINED,
        lambda row: row.note_answer(Answer.NO, words=reason),
    )


@new_public_version()
def propose(
    invitation: Invitation, on: date | None = None, at: time | None = None, words: str = ""
) -> None:
    """The partner proposes another day or time; None stays as it is. Raises TooLate."""
    _answer(
        invitation,
        ContributionState.ASKED,
        lambda row: row.note_answer(
            Answer.PROPOSAL, proposed_date=on, proposed_time=at, words=words
        ),
    )


def _answer(
    invitation: Invitation, state: ContributionState, note: Callable[[Invitation], bool]
) -> None:
    row = locked(invitation)
    is_news = note(row)
    if not is_news and (row.settled_at or row.contribution.state == state):
        return
    _become(row.contribution, state)
    _tell(row)


@new_public_version()
def say_needs(invitation: Invitation, needs: Mapping[str, Any]) -> None:
    """Store what the partner needs, as fields of an Invitation. Raises TooLate."""
    row = locked(invitation)
    if all(getattr(row, name) == value for name, value in needs.items()):
        return
    for name, value in needs.items():
        setattr(row, name, value)
    row.save(update_fields=[*needs])
    _tell(row)


def locked(invitation: Invitation) -> Invitation:
    """Return the invitation as it is now, its course locked. Raises TooLate."""
    Course.objects.locked(invitation.course.pk)
    rows = Invitation.objects.with_course().select_for_update(of=("self",))
    row = rows.filter(pk=invitation.pk).first()
    if row is None or row.is_closed(timezone.localdate()):
        raise TooLate
    return row


def _become(contribution: Contribution, state: ContributionState) -> None:
    if contribution.state != state:
        contribution.state = state
        contribution_slots.settle(contribution)
        contribution.save(update_fields=["item", "state", "asked_at"])


def _tell(invitation: Invitation) -> None:
    """Tell the leaders of the course how the invitation stands; a newer answer takes the place of
    one that nobody got yet. And what still waits to ask the partner has had its answer."""
    topic = Topic(topic_of(invitation))
    if invitation.contact:
        drop_untold(topic.name, [invitation.contact.key])
    facts = {
        "invitation": invitation,
        "contribution": invitation.contribution,
        "course": invitation.course,
    }
    for leader in invitation.course.leaders.filter(is_active=True):
        recipient = recipient_by_mail(str(leader), leader.email)
        tell(recipient, PARTNER_ANSWERED, facts, topic)


@new_public_version()
def settle(
    invitation: Invitation, state: ContributionState, day: CourseDay | None, by: User
) -> None:
    """Decide about a proposal: the contribution is agreed, on this day, declined, or to be asked
    for anew. On another day than before it has no place in the running order yet.

    Raises ValidationError when somebody decided already, and for a foreign day."""
    Course.objects.locked(invitation.course.pk)
    row = Invitation.objects.with_course().get(pk=invitation.pk)
    if not row.has_open_proposal:
        raise ValidationError("Darüber ist schon entschieden.")
    contribution = row.contribution
    if day and day.pk != contribution.day_id:
        contribution.day, contribution.item = day, None
    contribution.state = state
    contribution_slots.settle(contribution)
    contribution.full_clean()
    contribution.save(update_fields=["day", "item", "state", "asked_at"])
    row.settled_at, row.settled_by = timezone.now(), by
    row.save(update_fields=["settled_at", "settled_by"])
