"""Whether an e-mail address is really the person's: they say so by a link that it gets.

The seal in the link is a keyed hash of person and address: with another address it opens nothing.
Nobody loses a place by an address that is not confirmed; staff see it, and call.
"""

from hmac import compare_digest

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from correspondence.models import Channel
from participants.people.person import Participant


def seal(person):
    text = f"{person.key} {person.email.lower()}"
    return salted_hmac("participants.email", text, algorithm="sha256").hexdigest()[:32]


def is_seal(person, told):
    """Return whether the link with this seal was sent to the address that the person has now."""
    return bool(person.email) and compare_digest(seal(person), told)


def confirm_link(registration):
    """Return the address that confirms the e-mail address; empty when nothing is to confirm."""
    person = registration.participant
    if not person.email or person.email_confirmed_at:
        return ""
    with translation.override(person.language):
        path = reverse("registration_email", args=[registration.token, seal(person)])
    return settings.BASE_URL + path


@transaction.atomic
def confirm(person):
    """Note that the person read what was sent to their address; a second time changes nothing.

    An offer that was sent there has reached them: from now on its deadline runs."""
    now = timezone.now()
    still = Participant.objects.filter(pk=person.pk, email=person.email, email_confirmed_at=None)
    if not still.update(email_confirmed_at=now):
        return
    person.email_confirmed_at = now
    by_mail = person.registrations.filter(
        status="offered", offer_ends_at=None, offer_message__channel=Channel.EMAIL
    )
    for registration in by_mail:
        registration.begin_deadline()
