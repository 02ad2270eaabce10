"""Which accounts are not settled: what is due, what will be due later, and what goes back.

A fee is due from the first day of the course on: nobody is asked for money before anything began.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Max, Q, QuerySet, Sum, Value, When

from courses.models import Course
from participants.ledger.entries import ZERO, LedgerEntry, unbalanced


class Side(models.TextChoices):
    DUE = "faellig", "fällig"
    LATER = "spaeter", "noch nicht fällig"
    OWED = "guthaben", "zurückzuzahlen"


_WHICH = {
    Side.DUE: Q(sum__gt=0, has_begun=1),
    Side.LATER: Q(sum__gt=0, has_begun=0),
    Side.OWED: Q(sum__lt=0),
}


@dataclass(frozen=True)
class Total:
    """How many accounts there are of a side, and their sum in euros, never below zero."""

    number: int
    amount: Decimal


def unsettled(side: Side, today: date, course: Course | None = None) -> QuerySet[LedgerEntry, Any]:
    """Return the rows {registration, sum} of one side on the local date, of one course or of all;
    `sum` is in euros and below zero where money goes back."""
    return _accounts(today, course).filter(_WHICH[side])


def totals(today: date, course: Course | None = None) -> dict[Side, Total]:
    """Return the Total of every side, in one query."""
    asked: dict[str, Any] = {}
    for side, which in _WHICH.items():
        asked[f"{side.name}_number"] = Count("sum", filter=which)
        asked[f"{side.name}_amount"] = Sum("sum", filter=which, default=ZERO)
    found = _accounts(today, course).aggregate(**asked)
    return {
        side: Total(found[f"{side.name}_number"], abs(found[f"{side.name}_amount"]))
        for side in _WHICH
    }


def _accounts(today: date, course: Course | None) -> QuerySet[LedgerEntry, Any]:
    # Few people are in a course to come: nobody has to look up the course of every entry.
    begun = Course.objects.begun(today)
    to_come = Course.objects.exclude(pk__in=begun.values("pk"))
    people = apps.get_model("participants", "Registration").objects.filter(course__in=to_come)
    waits = When(registration__in=people.order_by().values("pk"), then=Value(0))
    accounts = unbalanced().annotate(has_begun=Max(Case(waits, default=Value(1))))
    return accounts.filter(registration__course=course) if course else accounts
