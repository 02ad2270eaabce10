"""The ledger of a registration: what is due, paid, freed and paid back, in lasting entries.

The sign of an amount says what it does to the person's debt: a charge and a refund raise it, a
waiver and a payment lower it, a correction does either. So the sum of all entries is what is due;
below zero it is what the foundation proposes to pay back. All amounts are euros.
"""

from participants.ledger.advice import PaymentAdvice
from participants.ledger.agreements import (
    FeeAgreement,
    FeeDecision,
    is_wish_open,
    open_wishes,
    undecided_wishes,
)
from participants.ledger.booking import (
    agree,
    charge,
    charge_new,
    correct,
    pay,
    refund,
    release_all,
    release_rest,
    request_reduction,
    take_back,
)
from participants.ledger.entries import (
    ZERO,
    AppendOnly,
    EntryKind,
    LedgerEntry,
    LedgerQuerySet,
)

__all__ = [
    "ZERO",
    "AppendOnly",
    "EntryKind",
    "FeeAgreement",
    "FeeDecision",
    "LedgerEntry",
    "LedgerQuerySet",
    "PaymentAdvice",
    "agree",
    "charge",
    "charge_new",
    "correct",
    "is_wish_open",
    "open_wishes",
    "pay",
    "refund",
    "release_all",
    "release_rest",
    "request_reduction",
    "take_back",
    "undecided_wishes",
]
