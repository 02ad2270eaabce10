"""The fee of a registration: what is agreed and booked, and what the person is told of it.

A call, letter or mail that nobody got yet says what is due when it goes. So these verbs book, and
not those of `ledger`, which they end in.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from courses.models import Course
from participants import ledger
from participants.ledger import FeeAgreement, LedgerEntry
from participants.registration import notices, renewal
from participants.registration.models import Registration


@transaction.atomic
def agree(
    registration: Registration,
    decision: str,
    amount: Decimal | None = None,
    by: User | None = None,
) -> FeeAgreement:
    """Do `ledger.agree` and tell the person what they pay; raises what that raises."""
    agreement = ledger.agree(registration, decision, amount, by)
    if registration.course.fee:
        renewal.renew_place(registration)
        notices.tell_fee(registration, agreement)
    return agreement


@transaction.atomic
def pay(
    registration: Registration,
    amount: Decimal,
    *,
    on: date,
    payer: str = "",
    reference: str = "",
    by: User | None = None,
) -> LedgerEntry:
    """Do `ledger.pay`; what waits says the new amount. Raises what that raises."""
    _lock(registration)
    entry = ledger.pay(registration, amount, on=on, payer=payer, reference=reference, by=by)
    renewal.renew_amounts(registration)
    return entry


@transaction.atomic
def refund(
    registration: Registration,
    amount: Decimal,
    *,
    on: date,
    payer: str = "",
    reference: str = "",
    by: User | None = None,
) -> LedgerEntry:
    """Do `ledger.refund`; what waits says the new amount. Raises what that raises."""
    _lock(registration)
    entry = ledger.refund(registration, amount, on=on, payer=payer, reference=reference, by=by)
    renewal.renew_amounts(registration)
    return entry


@transaction.atomic
def take_back(payment: LedgerEntry, reference: str, by: User | None = None) -> LedgerEntry:
    """Do `ledger.take_back`; what waits says the new amount. Raises what that raises."""
    _lock(payment.registration)
    entry = ledger.take_back(payment, reference, by)
    renewal.renew_amounts(payment.registration)
    return entry


@transaction.atomic
def correct(
    registration: Registration, amount: Decimal, reference: str, by: User | None
) -> LedgerEntry:
    """Do `ledger.correct`; what waits says the new amount. Raises what that raises."""
    _lock(registration)
    entry = ledger.correct(registration, amount, reference, by)
    renewal.renew_amounts(registration)
    return entry


def _lock(registration: Registration) -> None:
    """Book one after the other, so that the sum in the messages is the last one."""
    Course.objects.locked(registration.course_id)
    registration.refresh_from_db(fields=["status", "account"])
