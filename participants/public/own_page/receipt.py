"""The receipt of several people who registered with one form: where each of them stands."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from courses.timetable import dates
from participants.public.own_page.state_text import state_text
from participants.public.own_page.views import CHANGED
from participants.registration.models import Registration


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def receipt(request: HttpRequest, tokens: str) -> HttpResponse:
    """Show where each of several people stands; `tokens` are theirs, joined by dots."""
    registrations = _registrations(tokens.split("."))
    days = dates(registrations[0].course)
    context = {
        "course": registrations[0].course,
        "people": [(one, state_text(one, days)) for one in registrations],
        "together": any(one.party for one in registrations),
        "changed": CHANGED in request.GET,
    }
    response = render(request, "participants/registration/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _registrations(tokens: list[str]) -> list[Registration]:
    """Return the registrations in the order of their tokens. Raises Http404 if one is missing."""
    rows = Registration.objects.select_related("course__district", "participant")
    found = {row.token: row for row in rows.filter(token__in=tokens)}
    if len(found) < len(tokens):
        raise Http404
    return [found[token] for token in tokens]
