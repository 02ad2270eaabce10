"""What people are told about their registration and about the days of their course."""

from django.conf import settings
from django.utils import translation

from correspondence.telling import tell
from participants.people.email_confirmation import confirm_link

TOLD = {
    "received",
    "enrolled",
    "waiting",
    "offered",
    "declined_offer",
    "expired",
    "withdrawn",
    "course_cancelled",
    "unplaced",
}


def tell_status(registration, due=None):
    """Tell the person where their registration stands now; silent for what needs no message.

    `due` is what they have to pay in euros; None looks it up when the message says it. Returns the
    Message, or None."""
    if registration.status not in TOLD:
        return None
    facts = {"due": registration.balance if due is None else due}
    if registration.status == "offered":
        facts["offer_days"] = registration.days_to_answer()
    return tell_person(registration, f"registration_{registration.status}", **facts)


def tell_parted(registration):
    """Tell somebody that a companion is no longer tied to them."""
    return tell_person(registration, "registration_parted")


def tell_person(registration, occasion, **facts):
    """Tell the person something about their registration; nobody is told anything after death.

    The message knows whether they take part only `together` with others. Returns the Message, or
    None."""
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
