"""The call list: whom to call, what to say, and one address for each outcome."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from backoffice.staff_pages import StaffRequest, back_to, staff_page, tell_refusal
from correspondence.models import Channel, Message, State
from participants.people.languages import LANGUAGES
from participants.registration.status import MoveRefused
from participants.telling import calls as list_of_calls
from participants.telling.calls import Call


@never_cache
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    found = list_of_calls.calls()
    context = {
        "title": "Anrufe",
        "calls": [(call, *_in_words(call.message)) for call in found],
        "opened": request.GET.get("weiter", ""),
        "is_full": len(found) == list_of_calls.MOST_CALLS,
    }
    return staff_page(request, "staff/calls.html", context)


def _in_words(message: Message) -> tuple[str, str, str]:
    """Return occasion and language in German, and the direction in which the latter is written."""
    direction = "rtl" if get_language_info(message.language)["bidi"] else "ltr"
    language = LANGUAGES.get(message.language, message.language)
    return message.occasion_label, language, direction


@require_POST
def call_reached(request: StaffRequest, pk: int) -> HttpResponse:
    return _note(request, pk, list_of_calls.reached, "erreicht.")


@require_POST
def call_missed(request: StaffRequest, pk: int) -> HttpResponse:
    return _note(request, pk, list_of_calls.missed, "nicht erreicht, das ist notiert.")


@require_POST
def call_yes(request: StaffRequest, pk: int) -> HttpResponse:
    return _note(request, pk, partial(list_of_calls.answered, takes_seat=True), "nimmt den Platz.")


@require_POST
def call_no(request: StaffRequest, pk: int) -> HttpResponse:
    decline = partial(list_of_calls.answered, takes_seat=False)
    return _note(request, pk, decline, "nimmt den Platz nicht.")


def _note(
    request: StaffRequest, pk: int, outcome: Callable[[Call, User], None], success: str
) -> HttpResponse:
    """Note the outcome of a call; `success` is what to tell about the person then."""
    try:
        call = list_of_calls.call_about(pk)
    except Message.DoesNotExist as error:
        raise Http404 from error
    try:
        outcome(call, request.user)
    except MoveRefused as refusal:
        tell_refusal(request, refusal)
        return back_to(request, reverse("staff:calls"))
    messages.success(request, f"{call.message.recipient_name}: {success}")
    return _go_on(request, call)


def _go_on(request: HttpRequest, call: Call) -> HttpResponse:
    """Return to the list. Where the outcome led to one more call to the same person, its text is
    opened there, so that they hear it at once."""
    news = Message.objects.filter(
        recipient_key=call.message.recipient_key,
        channel=Channel.PHONE,
        state=State.OPEN,
        pk__gt=call.message.pk,
    ).last()
    if news is None:
        return back_to(request, reverse("staff:calls"))
    messages.info(request, "Sagen Sie bitte gleich noch, was unten aufgeklappt ist.")
    return redirect(f"{reverse('staff:calls')}?weiter={news.pk}#anruf-{news.pk}")
