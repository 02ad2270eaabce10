"""What people are told about their registration and about the days of their course."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from correspondence.models import Message
from correspondence.occasions import Occasion
from correspondence.telling import Topic, compose, tell
from courses.models import Course, CourseDay
from courses.timetable import next_day
from participants import ledger
from participants.ledger import FeeAgreement
from participants.people.email_confirmation import confirm_link
from participants.registration.occasions import FEE_AGREED, PARTED, STATUS_OCCASIONS
from participants.registration.state import RegistrationState
from participants.registration.status import Status
from web.kept_pages import kept_value
from web.public_version import PublicVersion

# What others see in the place of a link that only the person may open.
HIDDEN_LINK = "[persönlicher Link]"


def tell_status(registration: RegistrationState, due: Decimal | None = None) -> Message | None:
    """Tell the person where their registration stands now; silent for what needs no message.

    `due` is what they have to pay in euros; None looks it up when the message says it. Returns the
    Message, or None."""
    if registration.status not in STATUS_OCCASIONS:
        return None
    facts = _FACTS.get(registration.status, _nothing_more)(registration, due)
    return tell_person(registration, STATUS_OCCASIONS[registration.status], **facts)


def _nothing_more(registration: RegistrationState, due: Decimal | None) -> dict[str, Any]:
    return {}


def _of_offer(registration: RegistrationState, due: Decimal | None) -> dict[str, Any]:
    # Asked for only where the message names the days.
    return {**offer_facts(registration), "days": registration.course.days}


def offer_facts(registration: RegistrationState) -> dict[str, Any]:
    """Return what the message about an offer says beside the days of the course."""
    return {"offer_days": registration.days_to_answer()}


def _of_place(registration: RegistrationState, due: Decimal | None) -> dict[str, Any]:
    """Return the day to come to first, and what is to be paid and how.

    Only somebody new is told what is due by the verb: nothing can have been agreed before, and
    nothing about the course changes in that moment."""
    today, course = timezone.localdate(), registration.course
    if due is not None:
        facts = place_facts(due, registration.wishes_reduction, _kept_beginning(course, today))
    else:
        wish = registration.wishes_reduction or ledger.is_wish_open(registration.pk)
        facts = place_facts(registration.balance(), wish, beginning(course, today))
    return {**facts, "days": course.days}


def place_facts(due: Decimal, wish: bool, beginning: "Beginning") -> dict[str, Any]:
    """Return what the message about a place says: `due` in euros, `wish` whether the person asked
    to pay less and has no answer yet, and the `beginning` of the course."""
    first_day, advice = beginning
    return {
        "first_day": first_day,
        "due": due,
        "wishes_reduction": wish,
        "payment": advice if due > 0 and not wish else None,
    }


Beginning = tuple[CourseDay | None, ledger.PaymentAdvice | None]


def beginning(course: Course, today: date) -> Beginning:
    """Return the day to come to first, and how one pays."""
    return next_day(course, today), ledger.PaymentAdvice.current()


def _kept_beginning(course: Course, today: date) -> Beginning:
    """The same, kept ready for everybody who registers; not for who changes it in this moment."""
    facts = ("beginning", course.pk, PublicVersion.current(), today)
    return kept_value(facts, lambda: beginning(course, today))


# What the message about a status says beside the registration and its course.
_FACTS: dict[str, Callable[[RegistrationState, Decimal | None], dict[str, Any]]] = {
    Status.OFFERED: _of_offer,
    Status.ENROLLED: _of_place,
}


def tell_parted(registration: RegistrationState) -> Message | None:
    """Tell somebody that a companion is no longer tied to them. Returns the Message, or None."""
    return tell_person(registration, PARTED)


def tell_fee(registration: RegistrationState, agreement: FeeAgreement) -> Message | None:
    """Tell the person what they pay altogether, and how if something is due; an older such message
    that nobody got is dropped.

    Returns the Message, or None."""
    topic = Topic(f"fee:{registration.pk}")
    return tell_person(registration, FEE_AGREED, topic=topic, **fee_facts(registration, agreement))


def fee_facts(registration: RegistrationState, agreement: FeeAgreement) -> dict[str, Any]:
    """Return what the message about an agreement says: the amount, what is due, and how to pay."""
    due = registration.balance()
    is_asked = due > 0 and not ledger.is_wish_open(registration.pk)
    advice = ledger.PaymentAdvice.current() if is_asked else None
    return {"amount": agreement.amount, "due": due, "payment": advice}


def tell_person(
    registration: RegistrationState,
    occasion: Occasion,
    topic: Topic | None = None,
    **facts: object,
) -> Message | None:
    """Tell the person something about their registration; nobody is told anything after death.

    With a `topic` it takes the place of older messages that the person did not get. It knows
    whether they take part only `together` with others. Returns the Message, or None when the person
    died or cannot be reached."""
    recipient = registration.participant.recipient()
    if recipient is None:
        return None
    return tell(recipient, occasion, {**facts_about(registration), **facts}, topic)


def message_to_person(
    registration: RegistrationState,
    occasion: Occasion,
    topic: Topic | None,
    facts: Mapping[str, object],
) -> Message | None:
    """Return the message of `tell_person` without storing it; `correspondence.telling.store` does,
    for all who hear of the topic."""
    recipient = registration.participant.recipient()
    if recipient is None:
        return None
    return compose(recipient, occasion, {**facts_about(registration), **facts}, topic)


def preview_for_person(
    registration: RegistrationState, occasion: Occasion, **facts: object
) -> Message | None:
    """Return the message as the person would get it, not stored: for others to look at.

    In place of each link that only the person may open stands `HIDDEN_LINK`. Returns None when the
    person died or cannot be reached."""
    about = facts_about(registration)
    hidden = {name: HIDDEN_LINK for name in ("link", "confirm_link") if about[name]}
    return message_to_person(registration, occasion, None, {**hidden, **facts})


def facts_about(registration: RegistrationState) -> dict[str, Any]:
    """Return what every message about a registration may say."""
    with translation.override(registration.participant.language):
        link = settings.BASE_URL + registration.get_absolute_url()
    return {
        "registration": registration,
        "course": registration.course,
        "together": registration.party is not None,
        "link": link,
        "confirm_link": confirm_link(registration),
    }
