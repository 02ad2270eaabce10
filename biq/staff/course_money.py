"""The money of a course as the cockpit shows it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from courses.models import Course
from participants.ledger import ZERO, LedgerEntry


@dataclass(frozen=True)
class Money:
    """The sums of a course in euros."""

    charged: Decimal
    freed: Decimal
    paid: Decimal
    due: Decimal
    owed: Decimal


def money(course: Course) -> Money:
    """Return the sums over everybody; `owed` is what is proposed to be paid back."""
    entries = LedgerEntry.objects.filter(registration__course=course).order_by()
    sums = entries.aggregate(
        charged=Sum("amount", filter=Q(kind__in=("charge", "correction")), default=ZERO),
        freed=Sum("amount", filter=Q(kind="waiver"), default=ZERO),
        paid=Sum("amount", filter=Q(kind__in=("payment", "refund", "taken_back")), default=ZERO),
    )
    open_sums = course.registrations.order_by().aggregate(
        due=Sum("account", filter=Q(account__gt=0), default=ZERO),
        owed=Sum("account", filter=Q(account__lt=0), default=ZERO),
    )
    return Money(
        charged=sums["charged"],
        freed=-sums["freed"],
        paid=-sums["paid"],
        due=open_sums["due"],
        owed=-open_sums["owed"],
    )
