"""Somebody corrects how they are reached.

What waits to be sent keeps the address that it was written for; what is written from now on goes
the new way.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from correspondence.models import Channel
from correspondence.telling import Recipient, tell
from courses.models import Course
from participants.people.email_confirmation import confirm_link
from participants.people.person import Participant
from participants.public.own_page.occasions import EMAIL_CHANGED, EMAIL_CONFIRM
from participants.public.rate_limits import EMAIL
from participants.registration import notices
from participants.registration.models import Registration
from participants.registration.status import Status
from web.limits import Attempt, Limit, count_attempts

CORRECTIONS = Limit("contact corrections", 10, timedelta(days=1))


@transaction.atomic
def correct_contact(registration: Registration, contact: Mapping[str, str]) -> None:
    """Store other contact data of the registration's person, given as fields of a Participant.

    Another e-mail address is to be confirmed, and the one of before hears that it is out of use.
    Raises LimitReached when that was too often."""
    person = Participant.objects.select_for_update(no_key=True).get(pk=registration.participant_id)
    before = person.recipient()
    old, new = person.email, contact["email"]
    moved = old.lower() != new.lower()
    count_attempts(_attempts(registration, new if moved else ""))
    person.change_contact(contact)
    registration.participant = person
    tell_correction(registration, before)


def tell_correction(registration: Registration, before: Recipient | None) -> None:
    """Tell what follows from other contact data, which the registration's person has by now.

    `before` is how they were told things until then; None for somebody who died, and then nothing
    is told."""
    after = registration.participant.recipient()
    if before is None or after is None:
        return
    if before.email.lower() != after.email.lower():
        _tell_both(registration, before)
    if _channel_and_address(before) != _channel_and_address(after):
        _tell_offer_again(registration)


def _channel_and_address(recipient: Recipient) -> tuple[str, str]:
    """Return how and where the person is told things; empty when they are not."""
    channel = recipient.reached_by
    return (channel, recipient.addresses[channel]) if channel else ("", "")


def _attempts(registration: Registration, new_email: str) -> list[Attempt]:
    """Return what is counted; `new_email` is empty while the address stays as it was."""
    mine = Attempt(CORRECTIONS, registration.token)
    return [mine, Attempt(EMAIL, new_email.lower())] if new_email else [mine]


def _tell_both(registration: Registration, before: Recipient) -> None:
    """Ask the new address to be confirmed, and tell the old one; the new one is not named there."""
    after = registration.participant.as_recipient()
    context = {"registration": registration, "course": registration.course}
    if after.email:
        link = confirm_link(registration)
        tell(_by_mail(after), EMAIL_CONFIRM, context | {"confirm_link": link})
    if before.email:
        tell(_by_mail(before), EMAIL_CHANGED, context)


def _by_mail(recipient: Recipient) -> Recipient:
    return replace(recipient, channel=Channel.EMAIL)


def _tell_offer_again(registration: Registration) -> None:
    """Ask on the new way too for the answer that is missing; from now on this offer counts."""
    registration.course = Course.objects.locked(registration.course_id)
    registration.refresh_from_db(fields=["status", "offer_ends_at"])
    if registration.status == Status.OFFERED:
        registration.offer_message = notices.tell_status(registration)
        registration.save(update_fields=["offer_message"])
