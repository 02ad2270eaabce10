"""What leaders can open without network: the script that keeps pages on their device.

A kept page belongs to one leader and has a last day; the script deletes it then, at the logout, and
when somebody else logs in (`static/js/service_worker.js`).
"""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User

# How long a page with names stays on the device after the course day.
KEPT_AFTER = timedelta(days=7)
SCRIPT = settings.BASE_DIR / "static" / "js" / "service_worker.js"


def keep_for_offline(page: HttpResponse, user: User, day: date) -> HttpResponse:
    """Let the device of the user keep the page until some days after the day, or after today."""
    if page.status_code == 200:
        page["X-Kept-For"] = str(user.pk)
        page["X-Kept-Until"] = (max(day, timezone.localdate()) + KEPT_AFTER).isoformat()
    return page


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Lies below the leaders' face, because a browser lets such a script serve only what does."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
