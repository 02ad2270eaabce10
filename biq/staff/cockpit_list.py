"""The people of a course as the cockpit shows them: one tab at a time, fifty to a page.

A course has room for a few hundred at most, but anybody may put their name on its list: nothing
here counts or sorts more rows than a course could ever need."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from courses.models import Course
from participants.ledger import FeeAgreement, FeeDecision, LedgerEntry
from participants.models import Participant, Registration, Status
from participants.registration.status import SEATED
from participants.staff.registration_page.verbs import Verb, verbs_for

PAGE = 50
COUNTED = 2000


@dataclass(frozen=True)
class Tab:
    """Those of a course whose status is one of `statuses`, in this order."""

    slug: str
    label: str
    statuses: tuple[Status, ...]
    order: tuple[str, ...] = ("-sequence",)


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
class StatusCounts:
    """How many people a course has by status, counted up to `COUNTED` of them."""

    by_status: dict[str, int]
    capacity: int

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def is_capped(self) -> bool:
        return self.total > COUNTED

    def count(self, statuses: Iterable[str]) -> int:
        return sum(self.by_status[status] for status in statuses)

    @property
    def taken(self) -> int:
        return self.count(SEATED)

    @property
    def waiting(self) -> int:
        return self.count([Status.WAITING])

    @property
    def completed(self) -> int:
        return self.count([Status.COMPLETED])

    @property
    def took_part(self) -> int:
        """Return of how many people the course is over, whether they completed it or not."""
        return self.count([Status.COMPLETED, Status.NOT_COMPLETED])

    @property
    def free(self) -> int:
        return max(self.capacity - self.taken, 0)


def count_by_status(course: Course) -> StatusCounts:
    """Count in one query, over no more rows than a course could ever need."""
    some = course.registrations.order_by("course", "status")[: COUNTED + 1]
    found = some.aggregate(
        **{status.value: Count("pk", filter=Q(status=status)) for status in Status}
    )
    return StatusCounts(found, course.capacity)


class CockpitList:
    """One tab of the list, on one of its pages."""

    def __init__(
        self, course: Course, numbers: StatusCounts, tab: str = "", page: str | int = 1
    ) -> None:
        self.course, self.numbers = course, numbers
        self.tab = next((known for known in TABS if known.slug == tab), self._first_tab())
        self.page = CountedPaginator(self._rows(), PAGE, self._count()).get_page(page)
        self.rows = [Row(registration) for registration in self.page]

    def _first_tab(self) -> Tab:
        """Return the first tab with somebody on it; the very first one when there is nobody."""
        filled = [tab for tab in TABS if self.numbers.count(tab.statuses)]
        return filled[0] if filled else TABS[0]

    @property
    def tabs(self) -> list[tuple[Tab, int, bool]]:
        """Return each tab, how many people are on it, and whether it is the one that is shown."""
        return [(tab, self.numbers.count(tab.statuses), tab == self.tab) for tab in TABS]

    def _count(self) -> int:
        return self.numbers.count(self.tab.statuses)

    def _rows(self) -> QuerySet[Registration]:
        rows = self.course.registrations.filter(status__in=self.tab.statuses)
        rows = rows.limited() if self.tab.order == BY_NAME else rows
        return with_money(rows).select_related("participant").order_by(*self.tab.order)


class CountedPaginator(Paginator):
    """A paginator that is told the number of rows, and does not ask the database for it."""

    def __init__(self, rows: QuerySet[Registration], per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


def with_money(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """Return the registrations with `due` in euros (None without entries) and `wish`, the
    FeeDecision that was noted last (None without one)."""
    entries = LedgerEntry.objects.filter(registration=OuterRef("pk"))
    decisions = FeeAgreement.objects.filter(registration=OuterRef("pk")).order_by("-pk")
    return registrations.annotate(
        due=Case(When(Exists(entries), then="account")),
        wish=Subquery(decisions.values("decision")[:1]),
    )


@dataclass
class Row:
    """One line of the list; `registration` is one of `with_money`."""

    registration: Any

    @property
    def person(self) -> Participant:
        return self.registration.participant

    @property
    def verbs(self) -> list[Verb]:
        return verbs_for(self.registration)

    @property
    def due(self) -> Decimal | None:
        return self.registration.due

    @property
    def wants_reduction(self) -> bool:
        return self.registration.wish == FeeDecision.REQUESTED


def waiting_line(course: Course, most: int = 10) -> QuerySet[Registration]:
    return with_money(course.registrations.waiting_line()).select_related("participant")[:most]
