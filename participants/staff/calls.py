"""The call list: whom to call, what to say, and one address for each outcome."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backoffice.staff_pages import back_to, staff_page, tell_refusal
from correspondence.models import Channel, Message, State
from participants.people.languages import LANGUAGES
from participants.registration.status import MoveRefused
from participants.telling import calls as list_of_calls


@never_cache
@require_safe
def calls(request):
    found = list_of_calls.calls()
    context = {
        "title": "Anrufe",
        "calls": [(call, *_in_words(call.message)) for call in found],
        "opened": request.GET.get("weiter", ""),
        "is_full": len(found) == list_of_calls.MOST_CALLS,
    }
    return staff_page(request, "staff/calls.html", context)


def _in_words(message):
    """Return occasion and language in German, and the direction in which the latter is written."""
    direction = "rtl" if get_language_info(message.language)["bidi"] else "ltr"
    language = LANGUAGES.get(message.language, message.language)
    return message.occasion_label, language, direction


def call_view(act, said):
    """Return the view of one outcome of a call; `act` notes it, `said` is what to tell then."""

    @require_POST
    def view(request, pk):
        try:
            call = list_of_calls.call_about(pk)
        except Message.DoesNotExist as error:
            raise Http404 from error
        try:
            act(call, request.user)
        except MoveRefused as refusal:
            tell_refusal(request, refusal)
            return back_to(request, reverse("staff:calls"))
        messages.success(request, f"{call.message.recipient_name}: {said}")
        return _go_on(request, call)

    return view


def _go_on(request, call):
    """Who has just answered hears at once what follows from it: then the next text is theirs."""
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


OUTCOMES = (
    ("call_reached", "erreicht", call_view(list_of_calls.reached, "erreicht.")),
    (
        "call_missed",
        "nicht-erreicht",
        call_view(list_of_calls.missed, "nicht erreicht, das ist notiert."),
    ),
    (
        "call_yes",
        "ja",
        call_view(partial(list_of_calls.answered, takes_seat=True), "nimmt den Platz."),
    ),
    (
        "call_no",
        "nein",
        call_view(partial(list_of_calls.answered, takes_seat=False), "nimmt den Platz nicht."),
    ),
)
