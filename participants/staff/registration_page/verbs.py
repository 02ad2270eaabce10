"""The verbs of a registration that need no words: each is a button, and has one address.

Whether a button shows is asked of the table of moves itself."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from participants.registration.models import Registration
from participants.registration.status import UNDECIDED, Status


@dataclass(frozen=True)
class Verb:
    """`name` is that of its address; `act` is called with the registration and `by`.

    `act` raises MoveRefused when it is too late for the verb."""

    name: str
    label: str
    may: Callable[[Registration], bool]
    act: Callable[..., object]


def _may_decide(registration: Registration) -> bool:
    return registration.may_become(Status.ENROLLED) and registration.may_become(Status.WAITING)


def _may_accept(registration: Registration) -> bool:
    return registration.may_become(Status.ENROLLED) and _may_decline(registration)


def _may_decline(registration: Registration) -> bool:
    return registration.may_become(Status.DECLINED_OFFER)


def _may_wait_again(registration: Registration) -> bool:
    can_wait = registration.may_become(Status.WAITING)
    return can_wait and not registration.may_become(Status.ENROLLED)


def _may_reach(registration: Registration) -> bool:
    is_offered = registration.status == Status.OFFERED and not registration.accepted_at
    return is_offered and registration.offer_ends_at is None


def _reach(registration: Registration, by: User | None) -> None:
    """Somebody spoke with the person about the offer: from now on its time runs."""
    registration.begin_deadline()
    if registration.offer_message:
        registration.offer_message.note_told_by_phone()


def _may_untie(registration: Registration) -> bool:
    return registration.party is not None and registration.status in UNDECIDED


DECIDE = Verb("decide", "Aufnehmen", _may_decide, Registration.decide)
ACCEPT = Verb("accept", "Nimmt den Platz an", _may_accept, Registration.accept)
DECLINE = Verb("decline", "Nimmt den Platz nicht an", _may_decline, Registration.decline)
WAIT_AGAIN = Verb(
    "wait_again", "Wieder auf die Warteliste", _may_wait_again, Registration.wait_again
)
BEGIN_DEADLINE = Verb("begin_deadline", "Heute erreicht", _may_reach, _reach)
UNTIE = Verb("untie", "Nimmt auch allein teil", _may_untie, Registration.untie)

VERBS = (DECIDE, ACCEPT, DECLINE, WAIT_AGAIN, BEGIN_DEADLINE, UNTIE)


def verbs_for(registration: Registration) -> list[Verb]:
    """Return the verbs that would work now, in the order of their buttons."""
    return [verb for verb in VERBS if verb.may(registration)]
