"""What the correspondence knows about somebody: given out on request, stopped, and forgotten."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from correspondence.models import Message, MessageQuerySet, State, TypesetLetter

NOBODY = UUID(int=0)
FIELDS = (
    *("created_at", "occasion", "channel", "language", "address", "recipient_name"),
    *("subject", "body", "state", "finished_at", "printed_at", "unconfirmed"),
    *("german_subject", "german_body", "reference", "link"),
    *("spoken", "german_spoken"),
)
BLANKED = (
    *("recipient_name", "address", "subject", "body", "error"),
    *("german_subject", "german_body", "reference", "link"),
    *("spoken", "german_spoken", "topic"),
)


def export(key: UUID) -> list[dict[str, Any]]:
    """Return every message to the person with this key as a dict of `FIELDS`, oldest first."""
    return list(Message.objects.filter(recipient_key=key).order_by("pk").values(*FIELDS))


def drop_open(key: UUID, now: datetime | None = None) -> int:
    """Stop what was not sent or done yet, also what could not be delivered, as after a death.

    Returns the number of messages."""
    waiting = Message.objects.filter(recipient_key=key, state__in=(State.OPEN, State.FAILED))
    return waiting.update(state=State.DROPPED, finished_at=now or timezone.now())


def forget(key: UUID, now: datetime | None = None) -> int:
    """Blank every message to the person; that there was one, when and by which channel, stays.

    What was not sent or done yet is stopped. Returns the number of messages that were blanked."""
    drop_open(key, now)
    return _blank(Message.objects.filter(recipient_key=key))


def forget_topic(topic: str, now: datetime | None = None) -> int:
    """Blank every message of the topic, whomever it was for: it tells of somebody.

    What was not sent or done yet is stopped. Returns the number of messages that were blanked."""
    messages = Message.objects.filter(topic=topic)
    waiting = messages.filter(state__in=(State.OPEN, State.FAILED))
    waiting.update(state=State.DROPPED, finished_at=now or timezone.now())
    return _blank(messages)


def _blank(messages: MessageQuerySet) -> int:
    TypesetLetter.objects.filter(message__in=messages).delete()
    blank: dict[str, Any] = dict.fromkeys(BLANKED, "")
    return messages.update(recipient_key=NOBODY, **blank)
