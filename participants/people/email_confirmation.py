"""Whether an e-mail address is really the person's: they say so by a link that it gets.

Nobody loses a place by an address that is not confirmed; staff see it, and call.
"""

from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from participants.people.person import Participant


class PersonsPage(Protocol):
    """A registration: the page behind its token belongs to one person."""

    @property
    def token(self) -> str: ...
    @property
    def participant(self) -> Participant: ...


def confirm_link(registration: PersonsPage) -> str:
    """Return the address that confirms the e-mail address; empty when nothing is to confirm."""
    person = registration.participant
    if not person.email or person.has_confirmed_email:
        return ""
    with translation.override(person.language):
        path = reverse("registration_email", args=[registration.token, person.email_seal()])
    return settings.BASE_URL + path


@transaction.atomic
def confirm_email(person: Participant) -> None:
    """Note that the person read what was sent to their address; a second time changes nothing.

    An offer that was sent there has reached them: from now on its deadline runs."""
    if not person.note_email_confirmed():
        return
    for registration in person.registrations.offered_by_mail():
        registration.begin_deadline()
