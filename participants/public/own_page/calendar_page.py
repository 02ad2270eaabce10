"""The address that a person's own calendar asks for the course days."""

from hashlib import sha256
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from participants.public.own_page.calendar import calendar_bytes
from participants.registration.models import Registration


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def calendar(request: HttpRequest, calendar_token: str) -> HttpResponse:
    """Answer a calendar that asks for the days of one person: what changed, or that nothing did."""
    registrations = Registration.objects.select_related("course", "participant")
    text = calendar_bytes(get_object_or_404(registrations, calendar_token=calendar_token))
    etag = f'"{sha256(text).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Content-Disposition"] = 'inline; filename="buerger-im-quartier.ics"'
    response["X-Robots-Tag"] = "noindex"
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
