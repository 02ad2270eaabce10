"""The outbox: a mail is a row, written in the transaction of what it tells and sent after it.

    open ──claim──▶ in flight ──▶ sent
      ▲                 │
      └── wait 1, 5, 15 min … ──▶ failed (refused for good, or tried for two days)

A mail is claimed by moving its due time ahead, with one conditional UPDATE: of two deliverers only
one gets it, on every database. If the process dies in flight, the mail is due again afterwards.
The conversation with the mail server is begun before, and goes on for all mails of a portion.
"""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from correspondence.models import ACCOUNT, Channel, Message, State
from web.input.email_addresses import for_mail_server
from web.input.text_cleaning import clean_line

log = logging.getLogger(__name__)

# How long until the next try, after each that failed; together a good two days.
WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440)]
# Longer than what the mail server may take for one mail: sender, recipient, beginning, text and
# receipt, each of which ends after EMAIL_TIMEOUT.
IN_FLIGHT = timedelta(minutes=2)
# The most that is sent in one call, so that a worker that is told to stop stops soon.
PORTION = 20


class OutboxBackend(BaseEmailBackend):
    """Takes what Django and allauth send (occasion "konto") into the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write a row for every recipient; return the number of messages, as Django expects."""
        mails = [_row(mail, address) for mail in email_messages for address in mail.recipients()]
        Message.objects.bulk_create(mails)
        return len(email_messages)


def _row(mail: EmailMessage, address: str) -> Message:
    return Message(
        recipient_key=uuid5(NAMESPACE_URL, f"mailto:{address.lower()}"),
        occasion=ACCOUNT,
        channel=Channel.EMAIL,
        address=address,
        subject=clean_line(str(mail.subject))[:200],
        body=str(mail.body),
    )


@dataclass(frozen=True)
class Delivered:
    """How many mails a call sent, and how many it tried in vain; true when it is worth going on."""

    sent: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return self.sent > 0


def deliver_due(now: datetime | None = None) -> Delivered:
    """Send a portion of the mails that are due, each one once. Call it outside of transactions.

    A mail server that is away ends the portion: the other mails stay due for the next call."""
    clock = _Clock(now or timezone.now())
    connection = get_connection(settings.MAILER)
    sent = failed = 0
    for message in Message.objects.due(clock.began)[:PORTION]:
        silence = _open(connection)
        if not _claim(message, clock.now()):
            continue
        delivered, go_on = _deliver(message, connection, clock.began, silence)
        sent, failed = sent + delivered, failed + (not delivered)
        if not go_on:
            break
    connection.close()
    return Delivered(sent, failed)


class _Clock:
    """Goes on from the moment that a portion was begun with."""

    def __init__(self, began: datetime) -> None:
        self.began, self._began = began, monotonic()

    def now(self) -> datetime:
        return self.began + timedelta(seconds=monotonic() - self._began)


def _open(connection: BaseEmailBackend) -> OSError | None:
    """Begin to talk with the mail server, if need be. Returns why it does not want to."""
    try:
        connection.open()
    except OSError as error:
        return error
    return None


def _claim(message: Message, now: datetime) -> bool:
    """Return whether this deliverer, and no other, has the mail now, as it was read.

    One that was written anew since then is left for the next portion."""
    as_read = {"subject": message.subject, "body": message.body}
    due = Message.objects.due(now).filter(pk=message.pk, **as_read)
    return due.update(due_at=now + IN_FLIGHT, tries=F("tries") + 1, error="") == 1


def _deliver(
    message: Message, connection: BaseEmailBackend, now: datetime, silence: OSError | None
) -> tuple[bool, bool]:
    """Return whether the mail was sent, and whether the next one is worth a try.

    `silence` is why there is nobody to send it to."""
    try:
        if silence:
            raise silence
        connection.send_messages([_mail(message)])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        _note_failure(message, error, now, for_good=_is_final(error))
    except OSError as error:  # no mail server, or it does not want to talk with us at all
        _note_failure(message, error, now)
        return False, False
    except Exception as error:  # an address or a header that no mail can have
        log.exception("Mail %s cannot be sent", message.key)
        _note_failure(message, error, now, for_good=True)
    else:
        _note(message, state=State.SENT, finished_at=now, error="", **_kept_body(message))
        return True, True
    return False, True


def _mail(message: Message) -> EmailMessage:
    return EmailMessage(
        subject=clean_line(message.subject),
        body=message.body,
        to=[for_mail_server(message.address)],
        headers={
            "Message-ID": f"<{message.key}@{settings.BASE_HOST}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _is_final(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> bool:
    """Codes from 500 are final; after a 4xx (greylisting, full mailbox) the mail is tried again."""
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return min(code for code, _text in error.recipients.values()) >= 500


def _note_failure(
    message: Message, error: Exception, now: datetime, *, for_good: bool = False
) -> None:
    tries = message.tries + 1
    over = for_good or tries > len(WAITS)
    log.warning("Mail %s was not sent (try %s): %s", message.key, tries, type(error).__name__)
    _note(
        message,
        state=State.FAILED if over else State.OPEN,
        due_at=now if over else now + WAITS[tries - 1],
        error=str(error) or type(error).__name__,
    )


def _kept_body(message: Message) -> dict[str, str]:
    """A link that sets a password is not kept once it is sent."""
    return {"body": ""} if message.occasion == ACCOUNT else {}


def _note(message: Message, **values: Any) -> None:
    # Who was forgotten while the mail was in flight stays forgotten.
    Message.objects.filter(pk=message.pk, state=State.OPEN).update(**values)
