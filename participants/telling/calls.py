"""Whom to call: read from the messages and offers themselves, so there is no second list.

To call are the messages that go by phone, the mails that did not arrive, and the offers to an
e-mail address that nobody confirmed: an address may be wrong, and never costs anybody the seat.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from correspondence.letters import TextBlock, text_to_say
from correspondence.models import ACCOUNT, CallTry, Channel, Message, MessageQuerySet, State
from participants.people.person import Participant
from participants.registration.models import Registration
from participants.registration.occasions import STATUS_OCCASIONS
from participants.registration.status import MoveRefused, Status
from participants.telling.outdated_messages import without_outdated

# The most calls on one page.
MOST_CALLS = 60
_OPEN_CALL = {"state": State.OPEN, "channel": Channel.PHONE}


@dataclass
class Call:
    """One message that somebody is to be told on the phone; `registration` is what it is about."""

    message: Message
    person: Participant | None = None
    registration: Registration | None = None
    tries: list[CallTry] = field(default_factory=list)

    @property
    def offered(self) -> Registration | None:
        """Return the registration while the person can still answer to this very offer."""
        about = self.registration
        if about is None or about.status != Status.OFFERED:
            return None
        return about if about.offer_message_id == self.message.pk else None

    @property
    def is_offer(self) -> bool:
        return self.offered is not None

    @property
    def is_open(self) -> bool:
        """True while somebody still has to call."""
        message = self.message
        to_do = message.state == State.OPEN and message.channel == Channel.PHONE
        return to_do or message.state == State.FAILED or self._is_unheard

    @property
    def _is_unheard(self) -> bool:
        offered = self.offered
        return offered is not None and self.message.unconfirmed and not offered.offer_ends_at

    @property
    def number(self) -> str:
        """Return the number to dial: that of today, or the one that was known then."""
        return self.person.phone if self.person and self.person.phone else self.message.address

    @property
    def number_text(self) -> str:
        return (self.person and self.person.phone_text) or self.message.address

    @property
    def because(self) -> str:
        """Return why this is a call although the person wanted mail; empty for a call."""
        if self.message.channel == Channel.PHONE:
            return ""
        if self.message.state == State.FAILED:
            return "Die E-Mail kam nicht an."
        return "Die E-Mail-Adresse ist nicht bestätigt. Die Frist läuft erst nach Ihrem Anruf."

    @property
    def text(self) -> list[TextBlock]:
        return text_to_say(self.message.words_to_say)

    @property
    def own_text(self) -> list[TextBlock]:
        """Return the text in the person's language; empty when that is German."""
        return text_to_say(self.message.own_words_to_say)


def messages_to_call() -> MessageQuerySet:
    """Return the messages that are calls to make, in no order.

    Each kind is found by its own index, so that no message is read that needs no call."""
    by_phone = Message.objects.filter(**_OPEN_CALL).order_by()
    reachable = Participant.objects.filter(phone__gt="", date_of_death=None)
    has_phone = Exists(reachable.filter(key=OuterRef("recipient_key")))
    failed = Message.objects.failed().filter(has_phone).order_by()
    mailed = Registration.objects.filter(
        status=Status.OFFERED,
        offer_ends_at=None,
        accepted_at=None,
        participant__phone__gt="",
        offer_message__unconfirmed=True,
    )
    unheard = mailed.order_by().values("offer_message")
    found = by_phone.values("pk").union(failed.values("pk"), unheard)
    return without_outdated(Message.objects.filter(pk__in=found).exclude(occasion=ACCOUNT))


def calls() -> list[Call]:
    """Return the calls to make: offers first, then those that wait longest."""
    is_offer = Q(occasion=STATUS_OCCASIONS[Status.OFFERED].slug)
    found = messages_to_call().alias(is_offer=is_offer)
    return calls_for(found.order_by("-is_offer", "created_at", "pk")[:MOST_CALLS])


def calls_for(messages: Iterable[Message]) -> list[Call]:
    """Return a `Call` for each of the messages, in a fixed number of queries."""
    messages = list(messages)
    people = {one.key: one for one in _people(messages)}
    about = {one.reference: one for one in _registrations(messages)}
    tries: dict[int, list[CallTry]] = {message.pk: [] for message in messages}
    for call_try in CallTry.objects.filter(message__in=messages).select_related("by"):
        tries[call_try.message_id].append(call_try)
    return [
        Call(one, people.get(one.recipient_key), about.get(one.reference), tries[one.pk])
        for one in messages
    ]


def _people(messages: list[Message]) -> QuerySet[Participant]:
    return Participant.objects.filter(key__in={one.recipient_key for one in messages})


def _registrations(messages: list[Message]) -> QuerySet[Registration]:
    references = {one.reference for one in messages} - {""}
    found = Registration.objects.filter(reference__in=references)
    return found.select_related("course", "participant")


def message_to_say(registration: Registration) -> Message | None:
    """Return the message that whoever is on the line right now can hear at once; None: no call."""
    occasion = STATUS_OCCASIONS.get(registration.status)
    if occasion is None:
        return None
    about = Message.objects.filter(reference=registration.reference)
    return about.filter(occasion=occasion.slug, **_OPEN_CALL).first()


def call_about(pk: int) -> Call:
    """Return the `Call` of a message that may be told on the phone.

    Raises Message.DoesNotExist for another one."""
    by_phone = Message.objects.exclude(channel=Channel.POST).exclude(occasion=ACCOUNT)
    [call] = calls_for([by_phone.get(pk=pk)])
    return call


@transaction.atomic
def missed(call: Call, by: User) -> None:
    """Note a try in vain; the call stays to be made. Raises MoveRefused when it is done."""
    if not call.is_open:
        raise _done_already()
    _note(call, by, reached=False)


@transaction.atomic
def reached(call: Call, by: User, now: datetime | None = None) -> None:
    """Note that the person heard it; an offer's deadline begins. Raises MoveRefused when done."""
    if not call.is_open:
        raise _done_already()
    now = now or timezone.now()
    if call.offered:
        call.offered.begin_deadline(now)
    _finish(call, by, now)


@transaction.atomic
def answered(call: Call, by: User, *, takes_seat: bool) -> None:
    """Note the answer to an offer. Raises MoveRefused when it is too late for it."""
    offered = call.offered
    if offered is None:
        raise MoveRefused("Dieser Platz ist nicht mehr angeboten.")
    answer = offered.accept if takes_seat else offered.decline
    answer(by=by)
    _finish(call, by, timezone.now())


def _finish(call: Call, by: User, now: datetime) -> None:
    """Of two who note the same call only the first one does."""
    is_mailed = call.message.state in (State.OPEN, State.SENT) and call.message.unconfirmed
    if not call.message.note_told_by_phone(now) and not is_mailed:
        raise _done_already()
    _note(call, by, reached=True)


def _note(call: Call, by: User, *, reached: bool) -> None:
    CallTry.objects.create(message=call.message, reached=reached, by=by)


def _done_already() -> MoveRefused:
    return MoveRefused("Jemand hat diesen Anruf schon erledigt.")
