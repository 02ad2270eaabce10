"""What people are told about their registration and about the days of their course."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from correspondence.models import Message, State
from correspondence.occasions import Occasion
from correspondence.telling import Topic, message_for, tell, tell_anew
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
    return {"offer_days": registration.days_to_answer()}


def _of_place(registration: RegistrationState, due: Decimal | None) -> dict[str, Any]:
    """Return the day to come to first, and what is to be paid and how.

    Only somebody new is told what is due by the verb: nothing can have been agreed before, and
    nothing about the course changes in that moment."""
    is_new = due is not None
    wish = registration.wishes_reduction or (not is_new and ledger.is_wish_open(registration.pk))
    due = registration.balance() if due is None else due
    beginning = _kept_beginning if is_new else _beginning
    first_day, advice = beginning(registration.course, timezone.localdate())
    return {
        "first_day": first_day,
        "due": due,
        "wishes_reduction": wish,
        "payment": advice if due > 0 and not wish else None,
    }


Beginning = tuple[CourseDay | None, ledger.PaymentAdvice | None]


def _beginning(course: Course, today: date) -> Beginning:
    return next_day(course, today), ledger.PaymentAdvice.current()


def _kept_beginning(course: Course, today: date) -> Beginning:
    """The same, kept ready for everybody who registers; not for who changes it in this moment."""
    facts = ("beginning", course.pk, PublicVersion.current(), today)
    return kept_value(facts, lambda: _beginning(course, today))


# What the message about a status says beside the registration and its course.
_FACTS: dict[str, Callable[[RegistrationState, Decimal | None], dict[str, Any]]] = {
    Status.OFFERED: _of_offer,
    Status.ENROLLED: _of_place,
}


def renew_place(registration: RegistrationState, topic: Topic | None = None) -> bool:
    """Write the message about the place, or its offer, anew while somebody is to hear it: the days
    and the amount in it are true then. With a `topic` a call or letter says the news of that, too.

    Returns whether such a call or letter waits, so that nothing else has to be told."""
    if registration.status not in (Status.OFFERED, Status.ENROLLED):
        return False
    status = registration.status
    message = _unheard(registration, STATUS_OCCASIONS[status].slug)
    if message is None:
        return False
    news = topic if message.may_be_done else None
    facts = _FACTS[status](registration, None)
    waits = _renew(registration, message, STATUS_OCCASIONS[status], facts, news)
    return waits and message.may_be_done


def renew_amounts(registration: RegistrationState) -> None:
    """Write anew what nobody got yet of the messages that say what is due.

    Call it under the lock of the course when something was booked."""
    if registration.status == Status.ENROLLED:
        renew_place(registration)
    message = _unheard(registration, FEE_AGREED.slug)
    latest = FeeAgreement.objects.filter(registration=registration.pk).exclude(amount=None).last()
    if message and latest:
        _renew(registration, message, FEE_AGREED, _of_fee(registration, latest))


def _unheard(registration: RegistrationState, slug: str) -> Message | None:
    """Return the message that nobody heard yet, or that staff still read out as nobody has
    confirmed its address; None where there is none."""
    still = Q(state__in=(State.OPEN, State.FAILED)) | Q(state=State.SENT, unconfirmed=True)
    mine = Message.objects.filter(still, recipient_key=registration.participant.key)
    return mine.filter(reference=registration.reference, occasion=slug).order_by("pk").last()


def _renew(
    registration: RegistrationState,
    message: Message,
    occasion: Occasion,
    facts: dict[str, Any],
    topic: Topic | None = None,
) -> bool:
    recipient = registration.participant.recipient()
    if recipient is None:
        return False
    return tell_anew(message, recipient, occasion, {**_facts_about(registration), **facts}, topic)


def tell_parted(registration: RegistrationState) -> Message | None:
    """Tell somebody that a companion is no longer tied to them. Returns the Message, or None."""
    return tell_person(registration, PARTED)


def tell_fee(registration: RegistrationState, agreement: FeeAgreement) -> Message | None:
    """Tell the person what they pay altogether, and how if something is due; an older such message
    that nobody got is dropped.

    Returns the Message, or None."""
    topic = Topic(f"fee:{registration.pk}")
    return tell_person(registration, FEE_AGREED, topic=topic, **_of_fee(registration, agreement))


def _of_fee(registration: RegistrationState, agreement: FeeAgreement) -> dict[str, Any]:
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
    return tell(recipient, occasion, {**_facts_about(registration), **facts}, topic)


def preview_for_person(
    registration: RegistrationState, occasion: Occasion, **facts: object
) -> Message | None:
    """Return the message as the person would get it, not stored: for others to look at.

    In place of each link that only the person may open stands `HIDDEN_LINK`. Returns None when the
    person died or cannot be reached."""
    recipient = registration.participant.recipient()
    if recipient is None:
        return None
    about = _facts_about(registration)
    hidden = {name: HIDDEN_LINK for name in ("link", "confirm_link") if about[name]}
    return message_for(recipient, occasion, {**about, **hidden, **facts})


def _facts_about(registration: RegistrationState) -> dict[str, Any]:
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
