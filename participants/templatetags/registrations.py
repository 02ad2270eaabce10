"""States and accounts of registrations as staff read them: always a word, never only a colour."""

from decimal import Decimal

from django import template

from courses.formatting import euros
from participants.ledger import EntryKind, LedgerEntry
from participants.staff.status_signs import STATUS_SIGNS
from web.input.email_addresses import meant_address

register = template.Library()
register.filter("meant_address", meant_address)


@register.filter
def status_style(status: str) -> str:
    """Return the class that puts the sign before the word of a status; empty for the others."""
    return STATUS_SIGNS.get(status, "")


@register.filter
def unsigned(amount: Decimal) -> Decimal:
    """Return the size of an amount in euros, where a word says in which direction it goes."""
    return abs(amount)


@register.filter
def booked(entry: LedgerEntry) -> str:
    """Return the amount of an entry without a sign: its kind says in which direction it goes. Only
    a correction goes both ways."""
    size = euros(abs(entry.amount))
    if entry.kind != EntryKind.CORRECTION:
        return size
    return f"+ {size}" if entry.amount >= 0 else f"– {size}"


@register.filter
def account(balance: Decimal | None) -> str:
    """Return a balance in euros as words; None is an account without entries."""
    if balance is None:
        return "–"
    if balance == 0:
        return "nichts offen"
    return f"{euros(balance)} offen" if balance > 0 else f"{euros(-balance)} Guthaben"
