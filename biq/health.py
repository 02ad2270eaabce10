from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from web.database.patience import patience

# A monitor asks often and soon goes away: a database that is slower than this is no use.
SECONDS = 2


def _database_answers() -> bool:
    try:
        with patience(SECONDS), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True


@require_safe
@never_cache
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Tell a monitor whether the server can work: 200, or 503 without its database."""
    if _database_answers():
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "database unavailable"}, status=503)
