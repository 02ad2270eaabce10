"""What is missing among the contributions of a block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.models import Block, Course, CourseStatus
from courses.remarks import Remark, of_day
from partners.models import Contribution, ContributionState, Kind
from web.counting import counted

PATIENCE = 2  # weeks
_TAKE_PLACE = (CourseStatus.PUBLISHED, CourseStatus.COMPLETED)
_FEWEST_COURSES = 2


@dataclass(frozen=True)
class Usual:
    """A kind of partner that other courses mostly have in the block of a number."""

    kind: Kind
    courses: int
    of: int


def usual_kinds(course: Course, numbers: Iterable[int]) -> Mapping[int, list[Usual]]:
    """Return for the number of each block which kinds of partners more than half of the other
    courses have there, where at least two have any partner. It costs one query."""
    elsewhere = Contribution.objects.coming().exclude(block__course=course)
    elsewhere = elsewhere.filter(
        block__number__in=list(numbers), block__course__status__in=_TAKE_PLACE
    )
    rows = elsewhere.order_by().values_list("block__number", "block__course", "partner__kind")
    found: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, other, kind in rows.distinct():
        found[number][kind].add(other)
    return {number: _usual(kinds) for number, kinds in found.items()}


def _usual(kinds: Mapping[str, set[int]]) -> list[Usual]:
    courses = len(set().union(*kinds.values()))
    if courses < _FEWEST_COURSES:
        return []
    return [
        Usual(Kind(kind), len(having), courses)
        for kind, having in sorted(kinds.items())
        if kind != Kind.OTHER and 2 * len(having) > courses
    ]


def contribution_gaps(block: Block, usual: Iterable[Usual], now: datetime) -> list[Remark]:
    """Return what is missing; it costs no query where items and contributions are prefetched, with
    their partners and invitations."""
    contributions = list(block.contributions.all())
    coming = [one for one in contributions if one.state != ContributionState.DECLINED]
    texts = [] if coming else [f"In Block {block.number} macht noch kein Partner mit."]
    texts += _proposed(contributions)
    texts += _unanswered(contributions, now)
    texts += _nobody_asked(contributions, usual)
    return [*(Remark(text, block.number) for text in texts), *_open_places(block)]


def _proposed(contributions: Iterable[Contribution]) -> list[str]:
    return [
        f"Schlägt einen anderen Termin vor, bitte entscheiden Sie: {one}."
        for one in contributions
        if _has_proposal(one)
    ]


def _has_proposal(contribution: Contribution) -> bool:
    invitation = getattr(contribution, "invitation", None)
    return invitation is not None and invitation.has_open_proposal


def _unanswered(contributions: Iterable[Contribution], now: datetime) -> list[str]:
    asked = (one for one in contributions if one.state == ContributionState.ASKED)
    waiting = [one for one in asked if not _has_proposal(one)]
    weeks = ((one, (now - one.asked_at) // timedelta(weeks=1)) for one in waiting)
    return [
        f"Noch ohne Antwort seit {counted(number, 'Woche', 'Wochen')}: {one}."
        for one, number in weeks
        if number >= PATIENCE
    ]


def _nobody_asked(contributions: Iterable[Contribution], usual: Iterable[Usual]) -> list[str]:
    asked = {one.partner.kind for one in contributions}
    return [
        f"Sonst macht hier meist mit: {one.kind.label} (in {one.courses} von {one.of} Kursen)."
        " In diesem Kurs ist noch niemand gefragt."
        for one in usual
        if one.kind not in asked
    ]


def _open_places(block: Block) -> list[Remark]:
    return [
        of_day(day, f"{day.date:%d.%m.}: Für „{item.name}“ gibt es noch keinen Partner.")
        for day in block.days.all()
        if not day.is_cancelled
        for item in day.items.all()
        if item.waits_for_partner
    ]
