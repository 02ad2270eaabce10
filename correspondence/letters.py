"""Letters on paper: one to look at, or all that wait in one file for the printer.

They are typeset before anything is written, so no row is locked for as long as a press takes. Who
marks a letter first prints it: two who click at once never print the same one.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from correspondence.models import Message, State
from documents.binding import bind
from documents.errors import DocumentError
from documents.press import print_pdf
from documents.qr import qr_image

# As many as are typeset in a request.
MOST = 50
_FOOT = "\n--\n"


@dataclass
class Stack:
    """Letters with their PDFs, by the message, and those that cannot be printed, with the error."""

    sheets: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)

    def bound(self):
        """Return all of them as one PDF. Raises ValueError when there is none."""
        return bind(self.sheets.values())


def typeset(messages, on=None):
    """Return the `Stack` of these letters; one that cannot be printed does not stop the others."""
    stack = Stack()
    for message in messages:
        try:
            stack.sheets[message] = letter_pdf(message, on)
        except DocumentError as error:
            stack.left_out[message] = error
    return stack


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


@transaction.atomic
def mark_printed(stack, now):
    """Note that the letters of the stack are printed; what another printed meanwhile leaves it."""
    for message, error in stack.left_out.items():
        Message.objects.filter(pk=message.pk).update(error=str(error))
    for message in list(stack.sheets):
        if not _mark(message, now):
            del stack.sheets[message]


def _mark(message, now):
    still = Message.objects.letters().filter(pk=message.pk)
    return still.update(state=State.DONE, finished_at=now, printed_at=now, error="") == 1
