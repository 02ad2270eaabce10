"""Letters to print: the list, one to look at, all in one file, and the last ones once more."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.staff_page import staff_page
from correspondence import letters as paper
from correspondence.models import Channel, Message
from documents.errors import DocumentError
from participants.models import Registration, Status
from participants.outdated import without_outdated
from participants.staff.words import LANGUAGES, occasion_in_german


def to_print():
    """Return the letters that wait, without those that are not true any more."""
    return without_outdated(Message.objects.letters())


@never_cache
@require_safe
def letters(request):
    waiting, last = to_print(), Message.objects.last_batch()
    shown = list(waiting[: paper.MOST])
    context = {
        "title": "Briefe",
        "rows": [(letter, *_in_german(letter)) for letter in shown],
        "more": waiting.count() - len(shown) if len(shown) == paper.MOST else 0,
        "last": list(last[: paper.MOST]),
    }
    return staff_page(request, "staff/letters.html", context)


def _in_german(letter):
    return occasion_in_german(letter.occasion), LANGUAGES.get(letter.language, letter.language)


@require_safe
def letter(request, pk):
    """Show one letter as it will be, or was, printed; this marks nothing."""
    message = get_object_or_404(Message, pk=pk, channel=Channel.POST)
    try:
        return _pdf(paper.letter_pdf(message), f"Brief-{message.pk}")
    except DocumentError as error:
        messages.error(request, f"{message.recipient_name}: {error}")
        return redirect("staff:letters")


@require_POST
def print_letters(request):
    """Print all letters that wait as one file, and note that they are printed."""
    now = timezone.now()
    stack = paper.typeset(to_print()[: paper.MOST], timezone.localdate(now))
    with transaction.atomic():
        _begin_deadlines(stack, now)
        paper.mark_printed(stack, now)
    for message, error in stack.left_out.items():
        messages.warning(request, f"Nicht gedruckt: {message.recipient_name}. {error}")
    if not stack.sheets:
        messages.info(request, "Es ist kein Brief mehr zu drucken.")
        return redirect("staff:letters")
    return _pdf(stack.bound(), f"Briefe-{date_format(timezone.localtime(now), 'Y-m-d-Hi')}")


def _begin_deadlines(stack, now):
    """An offer by post runs from its printing on; a second time changes nothing."""
    offers = Registration.objects.filter(offer_message__in=stack.sheets, status=Status.OFFERED)
    for registration in offers.order_by("course", "sequence"):
        registration.begin_deadline(now)


@require_safe
def print_again(request):
    """Give out the letters that were printed last once more; this marks nothing."""
    stack = paper.typeset(Message.objects.last_batch()[: paper.MOST])
    if not stack.sheets:
        messages.info(request, "Es ist noch kein Brief gedruckt.")
        return redirect("staff:letters")
    return _pdf(stack.bound(), "Briefe-noch-einmal")


def _pdf(content, name):
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, "application/pdf", headers=headers)
