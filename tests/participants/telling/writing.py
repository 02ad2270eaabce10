"""Writing to a group of a course, and asking what became of it."""

from uuid import uuid4

from correspondence.models import Message
from participants.models import Group
from participants.telling.addressees import addressees
from participants.telling.group_writing import Draft, write_to_group

TEXT = "Morgen treffen wir uns am Bahnhof.\n\nBitte bringen Sie Regenzeug mit."


def draft(group=Group.WITH_PLACE, subject="Morgen", text=TEXT):
    return Draft(group, subject, text)


def send(course, what, by, **options):
    seen = options.pop("seen", addressees(course, what.group).digest)
    return write_to_group(course, what, by, key=options.pop("key", uuid4()), seen=seen, **options)


def written(course, what, by):
    """Send it; return the messages to the people by name."""
    return {one.recipient_name: one for one in send(course, what, by).messages()}


def names(people):
    return [one.name for one in people]


def told():
    return Message.objects.filter(occasion="group_message").count()
