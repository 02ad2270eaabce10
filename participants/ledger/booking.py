"""The verbs of the ledger: what is charged, agreed, paid, paid back and put right.

Every entry is written by `_write`, under the lock of the course, and in the same transaction the
account of the registration changes: the sum of its entries, kept for all that looks at many people.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from participants.ledger.agreements import FeeAgreement, FeeDecision
from participants.ledger.entries import ZERO, EntryKind, LedgerEntry, LedgerQuerySet
from participants.people.person import Participant


class Debtor(Protocol):
    """What the ledger asks of a registration."""

    @property
    def pk(self) -> Any: ...
    @property
    def course_id(self) -> int: ...
    @property
    def course(self) -> Course: ...
    @property
    def participant(self) -> Participant: ...
    @property
    def has_left(self) -> bool: ...
    def refresh_from_db(self, *, fields: list[str]) -> None: ...
    def add_to_account(self, amount: Decimal) -> None: ...


def request_reduction(registration: Debtor, by: User | None = None) -> FeeAgreement:
    """Note the wish for a reduction. Nobody has to say why."""
    return FeeAgreement.objects.create(
        registration_id=registration.pk, decision=FeeDecision.REQUESTED, by=by
    )


@transaction.atomic
def agree(
    registration: Debtor,
    decision: str,
    amount: Decimal | None = None,
    by: User | None = None,
) -> FeeAgreement:
    """Write down what the person pays altogether, corrections included, and book the difference.

    `amount` is what a reduced place costs in euros, and None otherwise. Raises ValidationError when
    a reduced amount is missing, below zero or above the course's fee, and for people who left."""
    course = Course.objects.locked(registration.course_id)
    registration.refresh_from_db(fields=["status", "account"])
    if registration.has_left:
        raise ValidationError("Die Person ist nicht mehr angemeldet und schuldet nichts mehr.")
    due = _agreed_amount(course, decision, amount)
    agreement = FeeAgreement.objects.create(
        registration_id=registration.pk, decision=decision, amount=due, by=by
    )
    if _entries(registration).filter(kind=EntryKind.CHARGE).exists():
        _settle(registration, due, agreement.get_decision_display(), by)
    return agreement


def _agreed_amount(course: Course, decision: str, amount: Decimal | None) -> Decimal:
    amounts: dict[str, Decimal | None] = {
        FeeDecision.FULL: course.fee,
        FeeDecision.WAIVED: ZERO,
        FeeDecision.REDUCED: amount,
    }
    due = amounts[decision]
    if due is None or not ZERO <= due <= course.fee:
        most = f"{course.fee}".replace(".", ",")
        raise ValidationError(f"Bitte geben Sie einen Betrag zwischen 0 und {most} Euro ein.")
    return due


def charge_new(registration: Debtor, by: User | None = None) -> None:
    """Charge the fee of a new registration: nothing can have been agreed or booked before.

    It was stored with the fee in its account already, which spares a second writing of the row."""
    _entry(registration, EntryKind.CHARGE, registration.course.fee, "Kursgebühr", by)


def charge(registration: Debtor, by: User | None = None) -> None:
    """Charge the fee on entering `enrolled`, less what was agreed before."""
    fee = registration.course.fee
    if not _entries(registration).filter(kind=EntryKind.CHARGE).exists():
        _write(registration, EntryKind.CHARGE, fee, "Kursgebühr", by)
    agreements = FeeAgreement.objects.filter(registration=registration.pk)
    agreed = agreements.exclude(amount=None).last()
    amount = agreed.amount if agreed else None
    due = fee if amount is None else amount
    _settle(registration, due, str(agreed or "Kursgebühr"), by)


def release_rest(registration: Debtor, by: User | None = None) -> None:
    """Free somebody who withdraws from what is still unpaid; a refund is a matter of agreement.

    What was paid beyond the fee stays a credit."""
    entries = _entries(registration)
    _settle(registration, min(entries.paid(), entries.assessed()), "Abmeldung", by)


def release_all(registration: Debtor, by: User | None = None) -> None:
    """Free everybody of a cancelled course; what was paid becomes a proposed refund."""
    _settle(registration, ZERO, "Kurs abgesagt", by)


@transaction.atomic
def pay(
    registration: Debtor,
    amount: Decimal,
    *,
    on: date,
    payer: str = "",
    reference: str = "",
    by: User | None = None,
) -> LedgerEntry:
    """Note a payment of `amount` euros above zero, received on the local date `on`."""
    Course.objects.locked(registration.course_id)
    return _write(registration, EntryKind.PAYMENT, -_positive(amount), reference, by, on, payer)


@transaction.atomic
def refund(
    registration: Debtor,
    amount: Decimal,
    *,
    on: date,
    payer: str = "",
    reference: str = "",
    by: User | None = None,
) -> LedgerEntry:
    """Note that `amount` euros were paid back to `payer`.

    What goes beyond the credit was freed by agreement, so it is waived as well and not due again.
    Raises ValidationError for more than was paid."""
    Course.objects.locked(registration.course_id)
    if _positive(amount) > _entries(registration).paid():
        raise ValidationError("So viel wurde nicht gezahlt.")
    credit = max(-_entries(registration).balance(), ZERO)
    entry = _write(registration, EntryKind.REFUND, amount, reference, by, on, payer)
    freed = amount - min(credit, amount)
    if freed:
        _write(registration, EntryKind.WAIVER, -freed, "Erstattung nach Absprache", by, on)
    return entry


@transaction.atomic
def take_back(payment: LedgerEntry, reference: str, by: User | None = None) -> LedgerEntry:
    """Write the counter entry of a payment that was noted by mistake, on the wrong person say.

    Who has left the course owes nothing again because of it. Raises ValidationError without a note
    that says why, for another kind of entry, a second time, and where the money was paid back."""
    if not reference:
        raise ValidationError("Bitte schreiben Sie auf, warum die Zahlung nicht hierher gehört.")
    registration = payment.registration
    Course.objects.locked(registration.course_id)
    registration.refresh_from_db(fields=["status", "account"])
    if payment.kind != EntryKind.PAYMENT:
        raise ValidationError("Zurücknehmen lassen sich nur Zahlungen.")
    if LedgerEntry.objects.filter(takes_back=payment).exists():
        raise ValidationError("Diese Zahlung ist schon zurückgenommen.")
    if -payment.amount > _entries(registration).paid():
        raise ValidationError("Von dieser Zahlung wurde schon etwas erstattet.")
    entry = _write(
        registration,
        EntryKind.TAKEN_BACK,
        -payment.amount,
        reference,
        by,
        payer=payment.payer,
        takes_back=payment,
    )
    if registration.has_left:
        release_rest(registration, by)
    return entry


@transaction.atomic
def correct(registration: Debtor, amount: Decimal, reference: str, by: User | None) -> LedgerEntry:
    """Change what is due by `amount` euros, up or down.

    Raises ValidationError without a note that says why."""
    if not reference:
        raise ValidationError("Bitte schreiben Sie auf, was korrigiert wird.")
    Course.objects.locked(registration.course_id)
    return _write(registration, EntryKind.CORRECTION, amount, reference, by)


def _settle(registration: Debtor, due: Decimal, reference: str, by: User | None) -> None:
    """Write the waiver or correction that makes the whole assessment `due`; nothing if it is."""
    difference = due - _entries(registration).assessed()
    if difference:
        kind = EntryKind.WAIVER if difference < 0 else EntryKind.CORRECTION
        _write(registration, kind, difference, reference, by)


def _entries(registration: Debtor) -> LedgerQuerySet:
    return LedgerEntry.objects.filter(registration=registration.pk)


def _positive(amount: Decimal) -> Decimal:
    if amount <= 0:
        raise ValidationError("Bitte geben Sie einen Betrag über 0 Euro ein.")
    return amount


def _write(
    registration: Debtor, kind: EntryKind, amount: Decimal, *about: Any, **more: Any
) -> LedgerEntry:
    """Write one entry, and bring the account of the registration in line with it."""
    entry = _entry(registration, kind, amount, *about, **more)
    registration.add_to_account(amount)
    return entry


def _entry(
    registration: Debtor,
    kind: EntryKind,
    amount: Decimal,
    reference: str,
    by: User | None,
    on: date | None = None,
    payer: str = "",
    takes_back: LedgerEntry | None = None,
) -> LedgerEntry:
    return LedgerEntry.objects.create(
        registration_id=registration.pk,
        kind=kind,
        amount=amount,
        booked_on=on or timezone.localdate(),
        payer=payer or registration.participant.name,
        reference=reference,
        by=by,
        takes_back=takes_back,
    )
