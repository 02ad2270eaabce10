"""How people are told of a change, a change of a day, and its lines in a message."""

from datetime import timedelta

from correspondence.models import Message
from participants.course_changes import day_changes

CONTACTS = {
    "email": {"email": "person@example.org", "channel": "email"},
    "phone": {"phone": "+49421123456", "channel": "phone"},
    "post": {"street": "Weg 1", "city": "Bremen", "channel": "post"},
}
WEEK = timedelta(weeks=1)


def move(day, date):
    day_changes.move(day, date, day.starts, day.ends)


def lines(message):
    return [line for line in message.body.split("\n") if line.startswith("- ")]


def to_people(**values):
    found = Message.objects.filter(recipient_name__in=CONTACTS, **values)
    return found.order_by("recipient_name")
