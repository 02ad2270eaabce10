"""The one way in which anybody is told anything, by the channel they chose."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import timezone, translation

from correspondence.models import Channel, Message, State, TypesetLetter
from correspondence.occasions import Occasion, check_registered
from web.input.phone_numbers import phone_as_shown
from web.input.text_cleaning import clean_line

# A name that is really an advertisement: an address of the web or of mail, or a phone number.
_ADVERTISEMENT = re.compile(r"://|www\.|@|\w\.\w{2,}|(?:\d[\s/()-]*){5}", re.IGNORECASE)
_GAP = re.compile(r"\n{3,}")


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
    email_confirmed: bool = False

    @property
    def addresses(self) -> dict[str, str]:
        """Return the address for each channel; empty where it is not known."""
        return {
            Channel.EMAIL: self.email,
            Channel.PHONE: self.phone,
            Channel.POST: self.post_address,
        }

    @property
    def reached_by(self) -> str | None:
        """Return the channel that is taken; None when there is no way to reach the person."""
        addresses = self.addresses
        wanted = sorted(addresses, key=lambda channel: channel != self.channel)
        return next((channel for channel in wanted if addresses[channel]), None)

    @property
    def is_unconfirmed(self) -> bool:
        """True when the message goes to an e-mail address that nobody has confirmed."""
        return self.reached_by == Channel.EMAIL and not self.email_confirmed

    @property
    def sayable_name(self) -> str:
        """Return the name as a message may say it; empty where the address may be a stranger's.

        Otherwise anybody could let us send their own words to anybody."""
        return "" if self.is_unconfirmed else self.name

    @property
    def greeted_as(self) -> str:
        """Return the name for the greeting; empty when it carries a link or number."""
        return "" if _ADVERTISEMENT.search(self.sayable_name) else self.sayable_name


@dataclass(frozen=True)
class Topic:
    """What a message is about: a newer one about the same replaces one that nobody got yet.

    `carried` is what the newer one has to say as well, as JSON: ask `untold`. E-mails wait `pause`
    before they go, so that what was changed by mistake can be taken back."""

    name: str
    carried: Mapping[str, Any] = field(default_factory=dict)
    pause: timedelta = timedelta()


def untold(topic: str) -> dict[UUID, dict[str, Any]]:
    """Return {recipient key: what is `carried`} of the messages of the topic that nobody got yet.

    Where several messages carry the same, the oldest says what the person still takes for true."""
    found: dict[UUID, dict[str, Any]] = {}
    for key, carried in Message.objects.untold(topic).values_list("recipient_key", "carried"):
        found[key] = {**carried, **found.get(key, {})}
    return found


def drop_topic(topic: str) -> int:
    """Stop all messages of the topic that nobody got yet. Returns how many they were."""
    old = Message.objects.untold(topic).order_by()
    return old.update(state=State.DROPPED, finished_at=timezone.now())


def drop_untold(topic: str, keys: Iterable[UUID]) -> int:
    """Stop the messages of the topic that these recipients did not get. Returns their number."""
    old = Message.objects.untold(topic).filter(recipient_key__in=list(keys)).order_by()
    return old.update(state=State.DROPPED, finished_at=timezone.now())


def tell(
    recipient: Recipient,
    occasion: Occasion,
    facts: Mapping[str, object] | None = None,
    topic: Topic | None = None,
) -> Message | None:
    """Store the message of an occasion inside the running transaction; the worker sends it later.

    Returns the Message, or None when the person cannot be reached by any channel; see `compose`."""
    message = compose(recipient, occasion, facts, topic)
    if message:
        if topic:
            drop_untold(topic.name, [recipient.key])
        message.save(force_insert=True)
    return message


def store(messages: Iterable[Message], topic: str) -> None:
    """Store messages that `compose` returned, all about one topic, in a fixed number of queries."""
    found = list(messages)
    drop_untold(topic, [one.recipient_key for one in found])
    Message.objects.bulk_create(found)


def compose(
    recipient: Recipient,
    occasion: Occasion,
    facts: Mapping[str, object] | None = None,
    topic: Topic | None = None,
) -> Message | None:
    """Return the message of an occasion, which is not stored yet: `tell` and `store` do that.

    `facts` are what its two templates say; a `registration` and a `link` among them are stored with
    the message. With a `topic` it takes the place of older messages that the person did not get.
    Returns the Message, or None when the person cannot be reached by any channel.
    Raises UnknownOccasion for an occasion that no room has registered."""
    check_registered(occasion)
    channel = recipient.reached_by
    if channel is None:
        return None
    context = {**(facts or {}), **_facts(recipient), "channel": channel}
    return Message(
        recipient_key=recipient.key,
        recipient_name=recipient.name[:200],
        occasion=occasion.slug,
        channel=channel,
        language=recipient.language,
        address=recipient.addresses[channel],
        reference=getattr(context.get("registration"), "reference", ""),
        link=str(context.get("link", "")),
        unconfirmed=recipient.is_unconfirmed,
        **_words(recipient.language, occasion, context),
        **_spoken(recipient, occasion, context),
        **_filed(topic),
    )


def write_anew(
    message: Message,
    recipient: Recipient,
    occasion: Occasion,
    facts: Mapping[str, object],
    topic: Topic | None = None,
    *,
    has_gone: bool = False,
) -> None:
    """Give a message, whose row is locked, words that are true when somebody hears them.

    It goes by the channel that it waits for; with a `topic` it says the news of that as well. Of
    what `has_gone` only the words for the phone change. `store_anew` stores it."""
    addressed = _addressed(message, recipient)
    context = {**facts, **_facts(addressed), "channel": message.channel}
    words: dict[str, Any] = _spoken(addressed, occasion, context)
    if not has_gone:
        words |= _words(message.language, occasion, context) | _filed(topic)
    for name, value in words.items():
        setattr(message, name, value)


_WRITTEN_ANEW = (
    *("subject", "body", "german_subject", "german_body", "spoken", "german_spoken"),
    *("topic", "carried", "due_at"),
)


def store_anew(messages: Sequence[Message]) -> None:
    """Store what `write_anew` wrote, in a fixed number of queries; letters are typeset again."""
    if messages:
        Message.objects.bulk_update(messages, _WRITTEN_ANEW)
        TypesetLetter.objects.filter(message__in=messages).delete()


def _addressed(message: Message, recipient: Recipient) -> Recipient:
    """Return the recipient as reached by the channel of the message."""
    return replace(
        recipient,
        channel=message.channel,
        language=message.language,
        email=message.address if message.channel == Channel.EMAIL else "",
        email_confirmed=not message.unconfirmed,
    )


def _filed(topic: Topic | None) -> dict[str, Any]:
    if topic is None:
        return {}
    due_at = timezone.now() + topic.pause
    return {"topic": topic.name, "carried": dict(topic.carried), "due_at": due_at}


def _spoken(
    recipient: Recipient, occasion: Occasion, context: Mapping[str, object]
) -> dict[str, str]:
    """Return the words for the phone of a mail that may become a call; nothing for any other."""
    if context["channel"] != Channel.EMAIL or not recipient.phone:
        return {}
    called = replace(recipient, email="", channel=Channel.PHONE)
    on_the_phone = {**context, **_facts(called), "channel": Channel.PHONE}
    words = _words(recipient.language, occasion, on_the_phone)
    spoken = {"spoken": words["body"]}
    return spoken | ({"german_spoken": words["german_body"]} if "german_body" in words else {})


def _facts(recipient: Recipient) -> dict[str, str]:
    return {
        "name": recipient.sayable_name,
        "greeted_as": recipient.greeted_as,
        "base_url": settings.BASE_URL,
        "email": settings.CONTACT_EMAIL,
        "foundation_address": settings.CONTACT_ADDRESS,
    }


def _words(language: str, occasion: Occasion, context: dict[str, object]) -> dict[str, str]:
    """Return the message in the person's language and, where that is not German, in German too."""
    subject, body = _render_in(language, occasion, context)
    words = {"subject": subject, "body": body}
    if language != settings.LANGUAGE_CODE:
        subject, body = _render_in(settings.LANGUAGE_CODE, occasion, context)
        words |= {"german_subject": subject, "german_body": body}
    return words


def _render_in(language: str, occasion: Occasion, context: dict[str, object]) -> tuple[str, str]:
    """Return subject and body in the language."""
    with translation.override(language):
        context = {**context, "phone": _phone()}
        subject = _render(occasion.subject_template, context)
        body = _render(occasion.body_template, context)
    return _cut(clean_line(subject)), _GAP.sub("\n\n", body.strip()) + "\n"


def _phone() -> str:
    """Return our phone number, isolated where text runs from right to left: its parts would change
    places there."""
    number = phone_as_shown(settings.CONTACT_PHONE).replace("\N{NO-BREAK SPACE}", " ")
    return f"\u2066{number}\u2069" if translation.get_language_bidi() else number


def _render(name: str, context: dict[str, object]) -> str:
    # Plain text: "O’Neill & Sohn" is not HTML, so nothing is escaped; a value is never a template.
    template: Template = get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(context, autoescape=False))


def _cut(line: str, most: int = 200) -> str:
    """Return the line with at most so many characters."""
    return line if len(line) <= most else line[: most - 1] + "…"
