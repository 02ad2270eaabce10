"""Letters to print: the list, one to look at, all in one file, and the last ones once more."""

from datetime import date, datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backoffice.staff_pages import staff_page
from correspondence import letters as print_queue
from correspondence.models import Channel, Message, MessageQuerySet
from documents.binding import bind
from documents.errors import DocumentError
from documents.responses import as_pdf
from participants.people.languages import LANGUAGES
from participants.registration.models import Registration
from participants.registration.status import Status
from participants.telling.outdated_messages import without_outdated


def to_print() -> MessageQuerySet:
    """Return the letters that wait to be printed, without those that are not true any more."""
    return without_outdated(Message.objects.letters())


@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What waits and what is set of it; while the worker is at it, how far it is."""
    today = timezone.localdate()
    waiting, last = to_print(), Message.objects.last_batch()
    shown = list(waiting.select_related("typeset").defer("typeset__pdf")[: print_queue.MOST])
    done = [letter for letter in shown if _is_done(letter, today)]
    context = {
        "title": "Briefe",
        "rows": [(letter, *_in_german(letter)) for letter in shown],
        "more": waiting.count() - len(shown) if len(shown) == print_queue.MOST else 0,
        "done": len(done),
        "ready": sum(not letter.error for letter in done),
        "last": list(last[: print_queue.MOST]),
    }
    return staff_page(request, "staff/letters.html", context)


def _is_done(letter: Message, today: date) -> bool:
    """Whether the worker has set the letter today, or knows why it cannot."""
    return hasattr(letter, "typeset") and letter.typeset.dated == today


def _in_german(letter: Message) -> tuple[str, str]:
    return letter.occasion_label, LANGUAGES.get(letter.language, letter.language)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter as it will be, or was, printed; this marks nothing."""
    message = get_object_or_404(Message, pk=pk, channel=Channel.POST)
    try:
        return as_pdf(print_queue.letter_pdf(message), f"Brief-{message.pk}")
    except DocumentError as error:
        messages.error(request, f"{message.recipient_name}: {error}")
        return redirect("staff:letters")


@require_POST
def print_letters(request: HttpRequest) -> HttpResponse:
    """Give out all letters that are set as one file, and note that they are printed."""
    now = timezone.now()
    with transaction.atomic():
        taken = print_queue.take_for_printing(to_print(), now)
        _begin_deadlines(taken, now)
    for letter in to_print().exclude(error=""):
        messages.warning(request, f"Nicht gedruckt: {letter.recipient_name}. {letter.error}")
    if not taken:
        messages.info(request, "Es ist kein Brief mehr zu drucken.")
        return redirect("staff:letters")
    return _stack(taken, f"Briefe-{date_format(timezone.localtime(now), 'Y-m-d-Hi')}")


def _begin_deadlines(letters: list[Message], now: datetime) -> None:
    """An offer by post runs from its printing on; a second time changes nothing."""
    offers = Registration.objects.filter(offer_message__in=letters, status=Status.OFFERED)
    for registration in offers.order_by("course", "sequence"):
        registration.begin_deadline(now)


@require_safe
def print_again(request: HttpRequest) -> HttpResponse:
    """Give out the letters that were printed last once more; this marks nothing."""
    found = Message.objects.last_batch().filter(typeset__pdf__isnull=False)
    letters = list(found.select_related("typeset")[: print_queue.MOST])
    if not letters:
        messages.info(request, "Es ist kein gedruckter Brief mehr da.")
        return redirect("staff:letters")
    return _stack(letters, "Briefe-noch-einmal")


def _stack(letters: list[Message], name: str) -> HttpResponse:
    """Return the letters bound as one PDF, dated as the first of them is."""
    title = f"Briefe vom {date_format(letters[0].typeset.dated, 'j. F Y')}"
    return as_pdf(bind((bytes(letter.typeset.pdf or b"") for letter in letters), title), name)
