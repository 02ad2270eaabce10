"""What people are told about their registration and about the days of their course."""

from collections.abc import Callable
from decimal import Decimal

from django.conf import settings
from django.utils import timezone, translation

from correspondence.models import Message
from correspondence.occasions import Occasion
from correspondence.telling import tell
from courses.timetable import next_day
from participants import ledger
from participants.people.email_confirmation import confirm_link
from participants.registration.occasions import PARTED, STATUS_OCCASIONS
from participants.registration.state import RegistrationState
from participants.registration.status import Status


def tell_status(registration: RegistrationState, due: Decimal | None = None) -> Message | None:
    """Tell the person where their registration stands now; silent for what needs no message.

    `due` is what they have to pay in euros; None looks it up when the message says it. Returns the
    Message, or None."""
    if registration.status not in STATUS_OCCASIONS:
        return None
    facts = _FACTS.get(registration.status, _nothing_more)(registration, due)
    return tell_person(registration, STATUS_OCCASIONS[registration.status], **facts)


def _nothing_more(registration: RegistrationState, due: Decimal | None) -> dict[str, object]:
    return {}


def _of_offer(registration: RegistrationState, due: Decimal | None) -> dict[str, object]:
    return {"offer_days": registration.days_to_answer()}


def _of_place(registration: RegistrationState, due: Decimal | None) -> dict[str, object]:
    """Return the day to come to first, and what is to be paid and how.

    Only somebody new is told what is due by the verb: nothing can have been agreed before."""
    is_new = due is not None
    wish = registration.wishes_reduction or (not is_new and ledger.is_wish_open(registration.pk))
    due = registration.balance() if due is None else due
    return {
        "first_day": next_day(registration.course, timezone.localdate()),
        "due": due,
        "wishes_reduction": wish,
        "payment": ledger.PaymentAdvice.current() if due > 0 and not wish else None,
    }


# What the message about a status says beside the registration and its course.
_FACTS: dict[str, Callable[[RegistrationState, Decimal | None], dict[str, object]]] = {
    Status.OFFERED: _of_offer,
    Status.ENROLLED: _of_place,
}


def tell_parted(registration: RegistrationState) -> Message | None:
    """Tell somebody that a companion is no longer tied to them. Returns the Message, or None."""
    return tell_person(registration, PARTED)


def tell_person(
    registration: RegistrationState, occasion: Occasion, **facts: object
) -> Message | None:
    """Tell the person something about their registration; nobody is told anything after death.

    The message knows whether they take part only `together` with others. Returns the Message, or
    None when the person died or cannot be reached."""
    person = registration.participant
    recipient = person.recipient()
    if recipient is None:
        return None
    with translation.override(person.language):
        link = settings.BASE_URL + registration.get_absolute_url()
    here = {
        "registration": registration,
        "course": registration.course,
        "together": registration.party is not None,
        "link": link,
        "confirm_link": confirm_link(registration),
    }
    return tell(recipient, occasion, {**here, **facts})
