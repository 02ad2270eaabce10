"""The one way in which anybody is told anything, by the channel they chose."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from accounts.text import clean_line
from correspondence.models import Channel, Message

# A name that is really an advertisement: an address of the web or of mail, or a phone number.
_LURE = re.compile(r"://|www\.|@|\w\.\w{2,}|(?:\d[\s/()-]*){5}", re.IGNORECASE)


@dataclass(frozen=True)
class Recipient:
    """Whom a message is for, as the room that knows the person gives it out.

    `channel` is what the person prefers; where it has no address, another is taken."""

    key: UUID
    name: str
    channel: str
    language: str = "de"
    email: str = ""
    phone: str = ""
    post_address: str = ""

    @property
    def addresses(self):
        return {
            Channel.EMAIL: self.email,
            Channel.PHONE: self.phone,
            Channel.POST: self.post_address,
        }

    @property
    def reached_by(self):
        """Return the channel that is taken; None when there is no way to reach the person."""
        addresses = self.addresses
        wanted = sorted(addresses, key=lambda channel: channel != self.channel)
        return next((channel for channel in wanted if addresses[channel]), None)

    @property
    def greeted_as(self):
        """Return the name for the greeting; empty when it carries a link or number."""
        return "" if _LURE.search(self.name) else self.name


def tell(recipient, occasion, context=None):
    """Write the message of an occasion inside the running transaction; the worker sends it later.

    The words are `templates/correspondence/<occasion>.subject.txt` and `….body.txt`. Returns the
    Message, or None when the person cannot be reached by any channel."""
    channel = recipient.reached_by
    if channel is None:
        return None
    subject, body = _words(recipient, occasion, {**(context or {}), "channel": channel})
    return Message.objects.create(
        recipient_key=recipient.key,
        recipient_name=recipient.name[:200],
        occasion=occasion,
        channel=channel,
        language=recipient.language,
        address=recipient.addresses[channel],
        subject=_cut(clean_line(subject)),
        body=body.strip() + "\n",
    )


def _words(recipient, occasion, context):
    context |= {
        "name": recipient.name,
        "greeted_as": recipient.greeted_as,
        "base_url": settings.BASE_URL,
        "phone": settings.CONTACT_PHONE,
        "email": settings.CONTACT_EMAIL,
        "foundation_address": settings.CONTACT_ADDRESS,
    }
    with translation.override(recipient.language):
        return [_render(f"correspondence/{occasion}.{part}.txt", context) for part in _PARTS]


_PARTS = ("subject", "body")


def _render(name, context):
    # Plain text: "O’Neill & Sohn" is not HTML, so nothing is escaped; a value is never a template.
    return get_template(name).template.render(Context(context, autoescape=False))


def _cut(line, most=200):
    return line if len(line) <= most else line[: most - 1] + "…"
