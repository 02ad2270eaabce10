"""Wrong passwords slow down, by address and connection together; nobody locks out somebody else.

A stranger who tries an address uses up the tries of the own connection only. When an address is
tried from everywhere, each connection has one try a minute left for it: the owner, who knows the
password, gets in at the first. A browser in which the owner logged in before has tries of its own.
What went well does not count. The numbers are in `ACCOUNT_RATE_LIMITS`.
"""

from allauth.core.internal.ratelimit import RateLimitUsage, clear, consume
from django.http import HttpRequest

from accounts.access_log import connection_of
from accounts.known_browser import COOKIE, knows
from accounts.models import User

OWN_BROWSER = "login_failed"
PAIR = "login_failed"
CONNECTION = "login_failed_connection"
ADDRESS = "login_failed_address"
PAIR_SLOWLY = "login_failed_slowly"

Usages = list[RateLimitUsage]


def take_try(request: HttpRequest, email: str) -> Usages | None:
    """Count one try to log in with the address; None when there were too many.

    Give it back with `give_back` when the password was right."""
    email = email.lower()
    if _is_own_browser(request, email):
        return _take(request, (OWN_BROWSER, f"{request.COOKIES[COOKIE]} {email}"))
    pair = f"{connection_of(request)} {email}"
    taken = _take(request, (CONNECTION, connection_of(request)), (PAIR, pair))
    if taken is None:
        return None
    if everywhere := _take(request, (ADDRESS, email)):
        return taken + everywhere
    slowly = _take(request, (PAIR_SLOWLY, pair))
    if slowly is None:
        give_back(taken)
        return None
    return taken + slowly


def give_back(usages: Usages) -> None:
    """Take back what was counted: the password was right."""
    for usage in usages:
        usage.rollback()


def free(request: HttpRequest, email: str) -> None:
    """Give an address and a connection all tries back: who has just chosen a password has typed it
    wrong often enough."""
    pair = f"{connection_of(request)} {email.lower()}"
    for action in (PAIR, PAIR_SLOWLY):
        clear(request, app="allauth.account", action=action, key=pair)


def _is_own_browser(request: HttpRequest, email: str) -> bool:
    pk = User.objects.filter(email=email).values_list("pk", flat=True).first()
    return pk is not None and knows(request, pk)


def _take(request: HttpRequest, *limits: tuple[str, str]) -> Usages | None:
    """Count one for each (name of the limit, who); where one is reached none is counted, and the
    answer is None."""
    usages: Usages = []
    for action, key in limits:
        usage = consume(request, app="allauth.account", action=action, key=key)
        if not usage:
            give_back(usages)
            return None
        usages.append(usage)
    return usages
