"""Where somebody is reached today: asked of the rooms that know people. We only have keys."""

from collections.abc import Callable
from uuid import UUID

from correspondence.models import Message
from correspondence.occasions import is_for_one_address
from correspondence.telling import Recipient

# Returns the recipient with a key as they are told things now: without any address who is told
# nothing more, and None for a key that the room does not know.
Lookup = Callable[[UUID], Recipient | None]
_lookups: list[Lookup] = []


def register_people(*lookups: Lookup) -> None:
    """Make the people of a room known; called once, when the apps are ready."""
    _lookups.extend(one for one in lookups if one not in _lookups)


def send_again(message: Message) -> bool:
    """Put a failed e-mail back into the outbox, for the address that the person has today.

    Returns False when it no longer may be sent: also to somebody who has no e-mail address any
    more, or who died, and when it is about an address that is out of use. Who is known to no room
    keeps the address that it was written for."""
    recipient = _present(message.recipient_key)
    if recipient is None:
        return message.send_again()
    moved = recipient.email.lower() != message.address.lower()
    if not recipient.email or (moved and is_for_one_address(message.occasion)):
        return False
    return message.send_again(to=recipient.email)


def _present(key: UUID) -> Recipient | None:
    return next((found for lookup in _lookups if (found := lookup(key))), None)
