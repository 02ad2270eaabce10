"""What people are told about their registration and about the days of their course."""

from django.conf import settings

from correspondence.telling import tell

TOLD = {
    "received",
    "enrolled",
    "waiting",
    "offered",
    "declined_offer",
    "expired",
    "withdrawn",
    "course_cancelled",
}


def tell_status(registration, due=None):
    """Tell the person where their registration stands now; silent for what needs no message.

    `due` is what they have to pay in euros; None looks it up when the message says it."""
    if registration.status in TOLD:
        due = registration.balance if due is None else due
        tell_person(registration, f"registration_{registration.status}", due=due)


def tell_person(registration, occasion, **facts):
    """Tell the person something about their registration; nobody is told anything after death."""
    recipient = registration.participant.recipient()
    if recipient is None:
        return
    link = settings.BASE_URL + registration.get_absolute_url()
    tell(
        recipient,
        occasion,
        {"registration": registration, "course": registration.course, "link": link, **facts},
    )
