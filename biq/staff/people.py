"""The people of a course as the cockpit shows them: one tab at a time, fifty to a page.

A course has room for a few hundred at most, but anybody may put their name on its list: nothing
here counts or sorts more rows than a course could ever need."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from participants.ledger import ZERO, FeeAgreement, FeeDecision, LedgerEntry
from participants.models import Registration, Status
from participants.registration.status import SEATED
from participants.staff.registration_page.verbs import verbs_for

PAGE = 50
COUNTED = 2000


@dataclass(frozen=True)
class Tab:
    slug: str
    label: str
    statuses: tuple
    order: tuple = ("-sequence",)


S = Status
GONE = (S.DECLINED_OFFER, S.EXPIRED, S.WITHDRAWN, S.COURSE_CANCELLED, S.UNPLACED)
BY_NAME = ("participant__sort_key", "pk")
BY_ARRIVAL = ("arrived_at", "sequence")
TABS = (
    Tab("dabei", "Im Kurs", (*SEATED, S.COMPLETED, S.NOT_COMPLETED), BY_NAME),
    Tab("neu", "Neu", (S.RECEIVED,), BY_ARRIVAL),
    Tab("warteliste", "Warteliste", (S.WAITING,), BY_ARRIVAL),
    Tab("fort", "Nicht mehr dabei", GONE),
    Tab("alle", "Alle", tuple(S)),
)


@dataclass
class Numbers:
    """How many people a course has by status, counted up to `COUNTED` of them."""

    by_status: dict
    capacity: int

    @property
    def total(self):
        return sum(self.by_status.values())

    @property
    def is_capped(self):
        return self.total > COUNTED

    def of(self, statuses):
        return sum(self.by_status[status] for status in statuses)

    @property
    def taken(self):
        return self.of(SEATED)

    @property
    def waiting(self):
        return self.of([Status.WAITING])

    @property
    def free(self):
        return max(self.capacity - self.taken, 0)


def numbers(course):
    """Count in one query, over no more rows than a course could ever need."""
    some = course.registrations.order_by("course", "status")[: COUNTED + 1]
    found = some.aggregate(
        **{status.value: Count("pk", filter=Q(status=status)) for status in Status}
    )
    return Numbers(found, course.capacity)


class People:
    """One tab of the list, on one of its pages."""

    def __init__(self, course, numbers, tab="", page=1):
        self.course, self.numbers = course, numbers
        self.tab = next((known for known in TABS if known.slug == tab), self._first_tab())
        self.page = SlimPaginator(self._rows(), PAGE, self._count()).get_page(page)
        self.rows = [Row(registration) for registration in self.page]

    def _first_tab(self):
        """Who is in the course; while there is nobody yet, who else there is."""
        filled = [tab for tab in TABS if self.numbers.of(tab.statuses)]
        return filled[0] if filled else TABS[0]

    @property
    def tabs(self):
        return [(tab, self.numbers.of(tab.statuses), tab == self.tab) for tab in TABS]

    def _count(self):
        return self.numbers.of(self.tab.statuses)

    def _rows(self):
        rows = self.course.registrations.filter(status__in=self.tab.statuses)
        rows = rows.limited() if self.tab.order == BY_NAME else rows
        return with_money(rows).select_related("participant").order_by(*self.tab.order)


class SlimPaginator(Paginator):
    """Knows the number of rows already."""

    def __init__(self, rows, per_page, count):
        super().__init__(rows, per_page)
        self.count = count


def with_money(registrations):
    """Return the registrations with `due` in euros, None without entries, and `wish`, what was
    agreed last."""
    entries = LedgerEntry.objects.filter(registration=OuterRef("pk")).order_by()
    sums = entries.values("registration").annotate(sum=Sum("amount")).values("sum")
    decisions = FeeAgreement.objects.filter(registration=OuterRef("pk")).order_by("-pk")
    return registrations.annotate(
        due=Subquery(sums), wish=Subquery(decisions.values("decision")[:1])
    )


@dataclass
class Row:
    registration: Registration

    @property
    def person(self):
        return self.registration.participant

    @property
    def verbs(self):
        return verbs_for(self.registration)

    @property
    def due(self):
        return self.registration.due

    @property
    def wants_reduction(self):
        return self.registration.wish == FeeDecision.REQUESTED


def waiting_line(course, most=10):
    return with_money(course.registrations.waiting_line()).select_related("participant")[:most]


@dataclass(frozen=True)
class Money:
    """The sums of a course in euros."""

    charged: object
    freed: object
    paid: object
    due: object
    owed: object


def money(course):
    """Return the sums over everybody; `owed` is what is proposed to be paid back."""
    entries = LedgerEntry.objects.filter(registration__course=course).order_by()
    sums = entries.aggregate(
        charged=Sum("amount", filter=Q(kind__in=("charge", "correction")), default=ZERO),
        freed=Sum("amount", filter=Q(kind="waiver"), default=ZERO),
        paid=Sum("amount", filter=Q(kind__in=("payment", "refund")), default=ZERO),
    )
    balances = entries.values("registration").annotate(sum=Sum("amount"))
    open_sums = balances.aggregate(
        due=Sum(F("sum"), filter=Q(sum__gt=0), default=ZERO),
        owed=Sum(F("sum"), filter=Q(sum__lt=0), default=ZERO),
    )
    return Money(
        charged=sums["charged"],
        freed=-sums["freed"],
        paid=-sums["paid"],
        due=open_sums["due"],
        owed=-open_sums["owed"],
    )
