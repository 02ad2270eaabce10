"""What leaders can open without network: the script that keeps pages on their device.

A kept page belongs to one leader and has a last day; the script deletes it then, at the logout, and
when somebody else logs in (`static/js/service_worker.js`).
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# How long a page with names stays on the device after the course day.
KEPT_AFTER = timedelta(days=7)
SCRIPT = settings.BASE_DIR / "static" / "js" / "service_worker.js"


def page_for_offline(
    request: HttpRequest, template: str, context: dict[str, Any], day: date, status: int = 200
) -> HttpResponse:
    """Return a page that the user's device may keep until some days after the day, or after today.

    One that tells news, was asked for something, or was refused, is true only now and not kept."""
    is_news = len(get_messages(request)) > 0 or bool(request.GET)
    page = render(request, template, context, status=status)
    if status == 200 and not is_news:
        page["X-Kept-For"] = str(request.user.pk)
        page["X-Kept-Until"] = (max(day, timezone.localdate()) + KEPT_AFTER).isoformat()
    return page


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Lies below the leaders' face, because a browser lets such a script serve only what does."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
