"""The programme of a course as it is composed: blocks, days, items with their times, partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from biq.composer.remarks import remarks
from courses.models import (
    Block,
    Course,
    CourseDay,
    CourseStatus,
    ProgrammeItem,
    Slot,
    running_order,
)
from courses.remarks import Remark
from partners.models import Contribution, ContributionState

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


@dataclass(frozen=True)
class Line:
    """One item of a day with its times, and the items it can move past (None at the ends)."""

    slot: Slot
    before: ProgrammeItem | None
    after: ProgrammeItem | None

    @property
    def item(self) -> ProgrammeItem:
        return self.slot.item


@dataclass(frozen=True)
class DayPlan:
    day: CourseDay
    remarks: list[Remark]

    @cached_property
    def lines(self) -> list[Line]:
        slots = running_order(self.day)
        items = [None, *(slot.item for slot in slots), None]
        return [Line(slot, items[n], items[n + 2]) for n, slot in enumerate(slots)]


@dataclass(frozen=True)
class BlockPlan:
    """One block; `remarks` are those about it that name none of its days."""

    block: Block
    days: list[DayPlan]
    remarks: list[Remark]

    @property
    def contributions(self) -> list[Contribution]:
        return list(self.block.contributions.all())

    @property
    def unplaced(self) -> list[Contribution]:
        """Those to count on that have no place in a running order yet."""
        return [
            one
            for one in self.contributions
            if one.item_id is None and one.state != ContributionState.DECLINED
        ]

    @property
    def open_items(self) -> list[Line]:
        """The items that keep time for a contribution, on days that take place."""
        days = (plan for plan in self.days if not plan.day.is_cancelled)
        return [line for plan in days for line in plan.lines if line.item.waits_for_partner]

    @property
    def every_remark(self) -> list[Remark]:
        return [*self.remarks, *(remark for plan in self.days for remark in plan.remarks)]


@dataclass(frozen=True)
class Board:
    """The programme of the whole course, or of one block; `remarks` are about the whole course."""

    course: Course
    leaders: list[User]
    blocks: list[BlockPlan]
    remarks: list[Remark]

    @property
    def is_open(self) -> bool:
        return self.course.status not in _ENDED


def board(course: Course, number: int | None = None) -> Board:
    """Return the Board of all blocks, or of the one with this number.

    It costs the same queries however long the programme is. Raises Http404 for a number that the
    course does not have."""
    blocks = _blocks(course)
    found = list(blocks) if number is None else [get_object_or_404(blocks, number=number)]
    leaders = list(course.leaders.all())
    said = remarks(course, found, leaders)
    return Board(course, leaders, [_plan(block, said) for block in found], _about(said, None, None))


def _blocks(course: Course) -> QuerySet[Block]:
    items = ProgrammeItem.objects.select_related("responsible", "contribution__partner")
    days = CourseDay.objects.select_related("block", "venue", "replaces", "substitute")
    days = days.prefetch_related(Prefetch("items", items)).order_by("date", "starts", "pk")
    contributions = Contribution.objects.select_related("partner", "day", "invitation")
    return course.blocks.prefetch_related(
        Prefetch("days", days), Prefetch("contributions", contributions)
    )


def _plan(block: Block, said: Iterable[Remark]) -> BlockPlan:
    days = [DayPlan(day, _about(said, block.number, day.pk)) for day in block.days.all()]
    return BlockPlan(block, days, _about(said, block.number, None))


def _about(said: Iterable[Remark], block: int | None, day: int | None) -> list[Remark]:
    return [remark for remark in said if (remark.block, remark.day) == (block, day)]
