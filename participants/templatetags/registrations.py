"""States and accounts of registrations as staff read them: always a word, never only a colour."""

from decimal import Decimal

from django import template

from courses.formatting import euros
from participants.registration.status import Status
from web.email_addresses import meant_address

register = template.Library()
register.filter("meant_address", meant_address)

STYLES: dict[str, str] = {
    Status.RECEIVED: "status-attention",
    Status.ENROLLED: "status-good",
    Status.WAITING: "status-waiting",
    Status.OFFERED: "status-attention",
    Status.COMPLETED: "status-good",
    Status.DECLINED_OFFER: "status-wrong",
    Status.EXPIRED: "status-wrong",
    Status.WITHDRAWN: "status-wrong",
    Status.COURSE_CANCELLED: "status-wrong",
    Status.UNPLACED: "status-wrong",
}


@register.filter
def status_style(status: str) -> str:
    """Return the class that puts the sign before the word of a status; empty for the others."""
    return STYLES.get(status, "")


@register.filter
def account(balance: Decimal | None) -> str:
    """Return a balance in euros as words; None is an account without entries."""
    if balance is None:
        return "–"
    if balance == 0:
        return "nichts offen"
    return f"{euros(balance)} offen" if balance > 0 else f"{euros(-balance)} Guthaben"
