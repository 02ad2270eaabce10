"""What people did not hear yet about their place, its offer and the fee, with what is true now."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from correspondence.models import Message, State
from correspondence.occasions import Occasion
from correspondence.telling import Topic, store_anew, write_anew
from participants import ledger
from participants.ledger import FeeAgreement
from participants.registration.notices import (
    Beginning,
    beginning,
    facts_about,
    fee_facts,
    offer_facts,
    place_facts,
)
from participants.registration.occasions import FEE_AGREED, STATUS_OCCASIONS
from participants.registration.state import RegistrationState
from participants.registration.status import SEATED, Status


class Unheard:
    """Messages that nobody heard yet, or that staff still read out as nobody has confirmed their
    address: of these occasions, to these people, locked. Call `store` when all are written."""

    def __init__(self, people: Sequence[RegistrationState], occasions: Sequence[Occasion]) -> None:
        still = Q(state__in=(State.OPEN, State.FAILED)) | Q(state=State.SENT, unconfirmed=True)
        found = Message.objects.select_for_update().filter(still)
        found = found.filter(reference__in=[one.reference for one in people])
        found = found.filter(occasion__in=[one.slug for one in occasions]).order_by("pk")
        self.messages = {(one.reference, one.occasion): one for one in found}
        keys = [one.pk for one in self.messages.values()]
        unheard = Message.objects.unheard(timezone.now()).filter(pk__in=keys)
        self.waiting = set(unheard.values_list("pk", flat=True)) if keys else set()
        self.written: list[Message] = []

    def has(self, registration: RegistrationState, slug: str) -> bool:
        """Return whether a message of the occasion with this slug waits for the person."""
        return (registration.reference, slug) in self.messages

    def store(self) -> None:
        store_anew(self.written)


def write_unheard(
    unheard: Unheard,
    registration: RegistrationState,
    occasion: Occasion,
    facts: Mapping[str, object],
    topic: Topic | None = None,
) -> bool:
    """Write the person's message of the occasion anew, which is there; with a `topic` a call or
    letter says the news of that, too.

    Returns whether such a call or letter waits, so that nothing else has to be told."""
    message = unheard.messages[registration.reference, occasion.slug]
    recipient = registration.participant.recipient()
    if recipient is None:
        return False
    waits = message.pk in unheard.waiting
    facts = {**facts_about(registration), **facts}
    news = topic if message.may_be_done else None
    write_anew(message, recipient, occasion, facts, news, has_gone=not waits)
    unheard.written.append(message)
    return waits and message.may_be_done


class Renewal:
    """The messages about the places, or their offers, of these people of one course.

    What they share is read once. Their accounts are those of now. Call `store` at the end."""

    def __init__(self, people: Sequence[RegistrationState]) -> None:
        self.people = [one for one in people if one.status in SEATED]
        self.unheard = Unheard(self.people, [STATUS_OCCASIONS[status] for status in SEATED])
        self.told: set[UUID] = set()

    def renew(self, registration: RegistrationState, topic: Topic | None = None) -> bool:
        """Do `write_unheard` for the place or its offer; False where there is nothing to renew.

        The keys of those for whom it is True are in `told`."""
        status = Status(registration.status)
        if status not in SEATED or not self.unheard.has(
            registration, STATUS_OCCASIONS[status].slug
        ):
            return False
        facts = self._facts(registration)
        waits = write_unheard(self.unheard, registration, STATUS_OCCASIONS[status], facts, topic)
        if waits:
            self.told.add(registration.participant.key)
        return waits

    def store(self) -> None:
        self.unheard.store()

    def _facts(self, registration: RegistrationState) -> dict[str, object]:
        if registration.status == Status.OFFERED:
            return {**offer_facts(registration), "days": self._days}
        wish = registration.wishes_reduction or registration.pk in self._wishes
        place = place_facts(registration.account, wish, self._beginning)
        return {**place, "days": self._days}

    @cached_property
    def _wishes(self) -> set[int]:
        return ledger.open_wishes([one.pk for one in self.people])

    @cached_property
    def _beginning(self) -> Beginning:
        return beginning(self.people[0].course, timezone.localdate())

    @cached_property
    def _days(self) -> list[object]:
        return list(self.people[0].course.days())


def renew_place(registration: RegistrationState) -> None:
    """Renew the message about one person's place, or its offer, where it waits."""
    renewal = Renewal([registration])
    renewal.renew(registration)
    renewal.store()


def renew_amounts(registration: RegistrationState) -> None:
    """Write anew what nobody got yet of the messages that say what is due.

    Call it under the lock of the course when something was booked."""
    if registration.status == Status.ENROLLED:
        renew_place(registration)
    unheard = Unheard([registration], [FEE_AGREED])
    latest = FeeAgreement.objects.filter(registration=registration.pk).exclude(amount=None).last()
    if latest and unheard.has(registration, FEE_AGREED.slug):
        write_unheard(unheard, registration, FEE_AGREED, fee_facts(registration, latest))
        unheard.store()
