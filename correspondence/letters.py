"""Letters on paper: the worker typesets each that waits, so that all can be printed at one click.

A typeset letter carries the date of its day; on the next day it is typeset anew. Who locks a letter
first prints it: two who click at once never print the same one.
"""

import re
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from correspondence.models import Message, MessageQuerySet, State, TypesetLetter
from documents.errors import DocumentError
from documents.printing import print_many, print_pdf
from documents.qr import qr_image
from web.input.ibans import IBAN
from web.input.phone_numbers import phone_as_shown

# So many are shown and printed at once, and typeset in a portion.
MOST, PORTION = 200, 40
# Typeset letters are kept this long, to be printed once more.
KEPT = timedelta(days=30)
_LINK = re.compile(r"://|\bwww\.")
# What stands under the message in a mail: the sender, who is the head of a letter on paper.
_FOOT = "\n--\n"

# ("words" for a paragraph or "list", its lines as HTML)
TextBlock = tuple[str, list[SafeString]]


def typeset_letters(now: datetime) -> int:
    """Typeset a portion of the letters that wait and are not typeset today. Returns how many.

    What cannot be typeset says so in its `error` and is tried again the next day."""
    today = timezone.localdate(now)
    due = Message.objects.letters().exclude(typeset__dated=today)[:PORTION]
    letters = {letter.pk: letter for letter in due}
    for pk, result in print_many((pk, letter_html(one, today)) for pk, one in letters.items()):
        _keep(letters[pk], today, result)
    return len(due)


@transaction.atomic
def _keep(typeset: Message, today: date, result: bytes | DocumentError) -> None:
    """Keep what came of a letter, unless it was dropped, forgotten or written anew meanwhile."""
    as_read = {"subject": typeset.subject, "body": typeset.body}
    letter = Message.objects.letters().select_for_update().filter(pk=typeset.pk, **as_read)
    if not letter:
        return
    failed = isinstance(result, DocumentError)
    letter.update(error=str(result) if failed else "")
    values = {"dated": today, "pdf": None if failed else result}
    TypesetLetter.objects.update_or_create(message_id=typeset.pk, defaults=values)


def clear_typeset_letters(now: datetime) -> None:
    """Delete what was typeset more than `KEPT` ago of letters that no longer wait."""
    last = timezone.localdate(now) - KEPT
    TypesetLetter.objects.filter(dated__lt=last).exclude(message__state=State.OPEN).delete()


def take_for_printing(letters: MessageQuerySet, now: datetime) -> list[Message]:
    """Note of up to `MOST` of these letters that they are printed, and return them.

    Call it in a transaction. What is not typeset today, or was taken by somebody else, is left
    out."""
    ready = letters.typeset_on(timezone.localdate(now)).prefetch_related("typeset")
    locked = list(ready.select_for_update(of=("self",))[:MOST])
    # What was written anew in the moment of the lock is no longer typeset.
    taken = [letter for letter in locked if hasattr(letter, "typeset")]
    mine = Message.objects.filter(pk__in=[letter.pk for letter in taken])
    mine.update(state=State.DONE, finished_at=now, printed_at=now, error="")
    return taken


def letter_pdf(message: Message, on: date | None = None) -> bytes:
    """Return the letter as PDF, dated to when it was printed; else to `on`, None is today.

    Raises DocumentError with a German sentence that says why it cannot be printed."""
    dated = timezone.localdate(message.printed_at) if message.printed_at else on
    return print_pdf(letter_html(message, dated or timezone.localdate()))


def letter_html(message: Message, on: date) -> str:
    """Return the HTML of the letter in the person's language, dated to `on`."""
    with translation.override(message.language):
        context = {
            "message": message,
            "on": on,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "address": message.address.split("\n"),
            "blocks": text_blocks(message.body),
            "qr": _qr(message),
            "phone": phone_as_shown(settings.CONTACT_PHONE),
            "email": settings.CONTACT_EMAIL,
            "foundation_address": settings.CONTACT_ADDRESS,
        }
        return render_to_string("documents/letter.html", context)


def _qr(message: Message) -> str:
    """Return the code of the person's own page; empty when the message has no link."""
    if not message.link:
        return ""
    return qr_image(
        message.link, translation.gettext("QR-Code: Er führt zu Ihrer Seite im Internet.")
    )


def text_blocks(body: str) -> list[TextBlock]:
    """Return the text of a message, without its sender, as paragraphs and lists."""
    text = body.partition(_FOOT)[0].strip()
    return [block for part in re.split(r"\n{2,}", text) for block in _blocks_in(part)]


def text_to_say(body: str) -> list[TextBlock]:
    """Return the text of a message for somebody who reads it aloud: without links and accounts.

    Nobody can listen to them, and who has a link opens the person's own page. The line or sentence
    that leads to a link goes with it."""
    blocks = [(kind, _for_the_ear(lines)) for kind, lines in text_blocks(body)]
    return [(kind, lines) for kind, lines in blocks if lines]


def _for_the_ear(lines: list[SafeString]) -> list[SafeString]:
    said: list[SafeString] = []
    for line in lines:
        if _LINK.search(line) and said:
            said[-1:] = _without_lead(said[-1])
        if not (_LINK.search(line) or IBAN.search(line) or "siehe unten" in line):
            said.append(line)
    return said


def _without_lead(line: SafeString) -> list[SafeString]:
    """Return what is left of the line before a link; its last sentence leads there if it ends with
    a colon, and else all of it."""
    *said, last = re.split(r"(?<=[.!?؟])\s+", line)
    if said and last.endswith(":"):
        return [mark_safe(" ".join(said))]  # noqa: S308 a part of what is escaped
    return []


def _blocks_in(part: str) -> list[TextBlock]:
    """Lines that begin with a dash are the points of a list."""
    found: list[TextBlock] = []
    for line in part.split("\n"):
        kind = "list" if line.startswith("- ") else "words"
        if not found or found[-1][0] != kind:
            found.append((kind, []))
        found[-1][1].append(_isolated(line.removeprefix("- ") if kind == "list" else line))
    return found


def _isolated(line: str) -> SafeString:
    """Return the line as HTML; what a mail isolates by invisible signs, paper isolates by tags."""
    html = escape(line).replace("\u2066", '<bdi dir="ltr">').replace("\u2069", "</bdi>")
    return mark_safe(html)  # noqa: S308 escaped above
