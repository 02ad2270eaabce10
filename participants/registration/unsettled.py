"""Which accounts are not settled: what is due, what will be due later, and what goes back.

A fee is due from the first day of the course on: nobody is asked for money before anything began.
Only the accounts that are not settled are read, however many there ever were.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Sum

from courses.models import Course
from participants.ledger import ZERO
from participants.registration.models import Registration, RegistrationQuerySet


class Side(models.TextChoices):
    DUE = "faellig", "fällig"
    LATER = "spaeter", "noch nicht fällig"
    OWED = "guthaben", "zurückzuzahlen"


_OWES, _GETS = Q(account__gt=0), Q(account__lt=0)


@dataclass(frozen=True)
class Total:
    """How many accounts there are of a side, and their sum in euros, never below zero."""

    number: int
    amount: Decimal


def unsettled(side: Side, today: date, course: Course | None = None) -> RegistrationQuerySet:
    """Return the registrations of one side on the local date, of one course or of all; their
    `account` is in euros and below zero where money goes back."""
    accounts = _accounts(course)
    if side == Side.OWED:
        return accounts.filter(_GETS)
    has_begun = _has_begun(today)
    return accounts.filter(_OWES, has_begun if side == Side.DUE else ~has_begun)


def totals(today: date, course: Course | None = None) -> dict[Side, Total]:
    """Return the Total of every side, in two queries."""
    found = _by_course(course)
    begun = set(Course.objects.begun(today).filter(pk__in=found).values_list("pk", flat=True))
    return {
        Side.DUE: _sum(owing for pk, (owing, _) in found.items() if pk in begun),
        Side.LATER: _sum(owing for pk, (owing, _) in found.items() if pk not in begun),
        Side.OWED: _sum(getting for _, getting in found.values()),
    }


def _by_course(course: Course | None) -> dict[int, tuple[Total, Total]]:
    """Return for each course with such accounts who owes, and who gets something."""
    rows = _accounts(course).values_list("course")
    found = rows.annotate(
        due=Count("pk", filter=_OWES),
        owed=Sum("account", filter=_OWES, default=ZERO),
        gets=Count("pk", filter=_GETS),
        credit=Sum("account", filter=_GETS, default=ZERO),
    )
    return {pk: (Total(due, owed), Total(gets, -credit)) for pk, due, owed, gets, credit in found}


def _sum(parts: Iterable[Total]) -> Total:
    found = list(parts)
    amounts = (one.amount for one in found)
    return Total(sum(one.number for one in found), sum(amounts, ZERO))


def _accounts(course: Course | None) -> RegistrationQuerySet:
    accounts = Registration.objects.exclude(account=0).order_by()
    return accounts.filter(course=course) if course else accounts


def _has_begun(today: date) -> Exists:
    return Exists(Course.objects.begun(today).filter(pk=OuterRef("course")))
