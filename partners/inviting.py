"""Partners are asked to contribute: once, and once more by a verb of its own.

The course is locked first, as everywhere; so of two who ask at once the second hears that it is
done. What is written lies in the outbox, whatever the mail server does."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from correspondence.models import Message
from correspondence.telling import Recipient, Topic, tell
from courses.models import Course, CourseStatus
from partners.invitation import Answer, Invitation, topic_of
from partners.models import Contribution, ContributionState
from partners.occasions import PARTNER_INVITED
from partners.partner import ContactPerson
from web.public_version import new_public_version


@new_public_version()
def invite(contribution: Contribution, contact: ContactPerson, channel: str, by: User) -> Message:
    """Ask somebody at the partner to contribute, by this channel, and return the message.

    Raises ValidationError when they were asked already, and for what can no longer be asked."""
    row = _locked(contribution)
    before = _invitation_of(row)
    if before:
        day = date_format(timezone.localtime(before.sent_at), "j. F Y")
        raise ValidationError(f"{row.partner} wurde am {day} schon gefragt.")
    _note_asked(row)
    return _send(Invitation(contribution=row, asked_at=row.asked_at), contact, channel, by)


@new_public_version()
def invite_again(
    contribution: Contribution, contact: ContactPerson, channel: str, by: User
) -> Message:
    """Ask once more, also somebody else at the partner, and return the message.

    The link of before stays good unless somebody else is asked; an answer of before no longer
    counts, and there is as long to answer as at first. Raises ValidationError when nobody was asked
    yet, and for what can no longer be asked."""
    row = _locked(contribution)
    invitation = _invitation_of(row)
    if invitation is None:
        raise ValidationError("Hier ist noch niemand gefragt.")
    _note_asked(row)
    invitation.note_answer(Answer.NONE)
    invitation.answered_at = None
    return _send(invitation, contact, channel, by)


def _locked(contribution: Contribution) -> Contribution:
    """Return the contribution as it is now, its course locked. Raises ValidationError unless it
    is still to be asked for."""
    course = Course.objects.locked(contribution.block.course_id)
    row = Contribution.objects.select_related("partner", "block", "day").get(pk=contribution.pk)
    row.block.course = course
    if course.status not in (CourseStatus.DRAFT, CourseStatus.PUBLISHED):
        raise ValidationError("Der Kurs ist vorbei.")
    if row.state != ContributionState.ASKED:
        raise ValidationError(f"Dieser Beitrag ist schon {row.get_state_display()}.")
    if row.partner.forgotten_at:
        raise ValidationError("Diesen Kooperationspartner gibt es nicht mehr.")
    return row


def _note_asked(contribution: Contribution) -> None:
    contribution.asked_at = timezone.now()
    contribution.save(update_fields=["asked_at"])


def _invitation_of(contribution: Contribution) -> Invitation | None:
    return Invitation.objects.filter(contribution=contribution).first()


def _send(invitation: Invitation, contact: ContactPerson, channel: str, by: User) -> Message:
    invitation.contact, invitation.channel = contact, channel
    invitation.asked_by, invitation.sent_at = by, timezone.now()
    invitation.save()
    message = _tell(invitation, contact.recipient(channel))
    if message is None or message.channel != channel:
        raise ValidationError(f"Für {contact} fehlt dafür noch die Angabe.")
    return message


def _tell(invitation: Invitation, recipient: Recipient) -> Message | None:
    """Write the invitation; it takes the place of one that nobody got yet."""
    contribution = invitation.contribution
    facts = {
        "course": invitation.course,
        "contribution": contribution,
        "day": contribution.day,
        "topic": contribution.topic,
        "by": invitation.asked_by,
        "last_day": invitation.last_day,
        "link": invitation.link(),
    }
    return tell(recipient, PARTNER_INVITED, facts, Topic(topic_of(invitation)))
