"""Letters on paper: the worker sets each that waits, so that all can be printed at one click.

A sheet carries the date of the day on which it was set; on the next day it is set anew. Who locks a
letter first prints it: two who click at once never print the same one.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from correspondence.models import Message, Sheet, State
from documents.errors import DocumentError
from documents.printing import print_many, print_pdf
from documents.qr import qr_image

# So many are shown and printed at once, and set in a portion.
MOST, PORTION = 200, 40
# Sheets stay for "print them once more", and go after this time.
KEPT = timedelta(days=30)
_FOOT = "\n--\n"


def set_letters(now):
    """Set a portion of the letters that wait without a sheet of today. Returns how many.

    What cannot be set says so in its `error` and is tried again the next day."""
    today = timezone.localdate(now)
    due = Message.objects.letters().exclude(sheet__dated=today)[:PORTION]
    for pk, result in print_many((letter.pk, html_of(letter, today)) for letter in due):
        _keep(pk, today, result)
    return len(due)


@transaction.atomic
def _keep(pk, today, result):
    """Keep what came of a letter, unless it was dropped or forgotten while it was set."""
    letter = Message.objects.letters().select_for_update().filter(pk=pk)
    if not letter:
        return
    failed = isinstance(result, DocumentError)
    letter.update(error=str(result) if failed else "")
    values = {"dated": today, "pdf": None if failed else result}
    Sheet.objects.update_or_create(message_id=pk, defaults=values)


def clear_sheets(now):
    """Delete the sheets of letters that nobody prints any more."""
    last = timezone.localdate(now) - KEPT
    Sheet.objects.filter(dated__lt=last).exclude(message__state=State.OPEN).delete()


def take(letters, now):
    """Note of up to `MOST` of these letters that they are printed, and return them.

    Call it in a transaction. What is not set yet, or was taken by somebody else, is left out."""
    ready = letters.set_on(timezone.localdate(now)).select_related("sheet")
    taken = list(ready.select_for_update(of=("self",))[:MOST])
    mine = Message.objects.filter(pk__in=[letter.pk for letter in taken])
    mine.update(state=State.DONE, finished_at=now, printed_at=now, error="")
    return taken


def letter_pdf(message, on=None):
    """Return the letter as PDF, dated to when it was printed; else `on`, else today.

    Raises DocumentError with a German sentence that says why it cannot be printed."""
    dated = timezone.localdate(message.printed_at) if message.printed_at else on
    return print_pdf(html_of(message, dated or timezone.localdate()))


def html_of(message, on):
    with translation.override(message.language):
        context = {
            "message": message,
            "on": on,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "address": message.address.split("\n"),
            "blocks": blocks(message.body),
            "qr": _qr(message),
            "phone": settings.CONTACT_PHONE,
            "email": settings.CONTACT_EMAIL,
            "foundation_address": settings.CONTACT_ADDRESS,
        }
        return render_to_string("documents/letter.html", context)


def _qr(message):
    if not message.link:
        return ""
    return qr_image(
        message.link, translation.gettext("QR-Code: Er führt zu Ihrer Seite im Internet.")
    )


def blocks(body):
    """Return the text of a message as paragraphs and lists: ("words" or "list", lines).

    What stands under the message in a mail, the sender, is the head of a letter."""
    text = body.partition(_FOOT)[0].strip()
    return [block for part in re.split(r"\n{2,}", text) for block in _blocks_of(part)]


def _blocks_of(part):
    """Lines that begin with a dash are the points of a list."""
    found = []
    for line in part.split("\n"):
        kind = "list" if line.startswith("- ") else "words"
        if not found or found[-1][0] != kind:
            found.append((kind, []))
        found[-1][1].append(_isolated(line.removeprefix("- ") if kind == "list" else line))
    return found


def _isolated(line):
    """What a mail sets apart by invisible signs, as phone numbers in Arabic, paper does by tags."""
    html = escape(line).replace("\u2066", '<bdi dir="ltr">').replace("\u2069", "</bdi>")
    return mark_safe(html)  # noqa: S308 escaped above
