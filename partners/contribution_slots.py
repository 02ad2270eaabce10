"""Contributions and their places in the running order: every verb that changes one.

A contribution with an item takes place on the day of that item: `day` and `item` are written
together, here and nowhere else. Each verb locks the course first.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.item_order import append, lock
from courses.models import Block, Course, CourseDay, ItemKind, ProgrammeItem
from partners.models import Contribution, ContributionState, Invitation, Partner
from web.public_version import new_public_version


@new_public_version()
def ask(block: Block, partner: Partner, topic: str = "") -> Contribution:
    """Write down that the partner is asked to contribute to the block.

    Raises ValidationError when the same partner is asked for the same topic already."""
    lock(block.course_id)
    asked = Contribution.objects.coming().filter(block=block, partner=partner, topic=topic)
    if asked.exists():
        raise ValidationError(f"{partner} steht mit diesem Thema schon in diesem Block.")
    return Contribution.objects.create(block=block, partner=partner, topic=topic)


@new_public_version()
def plan(contribution: Contribution, day: CourseDay, minutes: int) -> Contribution:
    """Give the contribution a place at the end of the day.

    One that has a place keeps it, so that planning twice plans once. Raises ValidationError for a
    day of another block, a cancelled day and a contribution that was declined."""
    contribution = _locked(contribution)
    if contribution.item:
        return contribution
    if day.block_id != contribution.block_id or day.is_cancelled:
        raise ValidationError("An diesem Kurstag kann der Beitrag nicht stattfinden.")
    item = ProgrammeItem(day=day, kind=ItemKind.CONTRIBUTION, minutes=minutes)
    return _place(contribution, append(item))


@new_public_version()
def fill(contribution: Contribution, item: ProgrammeItem) -> Contribution:
    """Let the contribution take the place that an item keeps.

    Raises ValidationError when the item is gone, of another block or a cancelled day, or taken by
    another one."""
    contribution = _locked(contribution)
    items = ProgrammeItem.objects.select_related("day", "contribution")
    found = items.filter(pk=item.pk, day__block=contribution.block_id).first()
    if found is None or found.day.is_cancelled or found.filled_by not in (None, contribution):
        raise ValidationError("Dieser Platz ist nicht mehr frei.")
    return _place(contribution, found)


def _place(contribution: Contribution, item: ProgrammeItem) -> Contribution:
    if contribution.state == ContributionState.DECLINED:
        raise ValidationError("Dieser Beitrag ist abgesagt.")
    contribution.item, contribution.day = item, item.day
    contribution.save(update_fields=["item", "day"])
    return contribution


@new_public_version()
def take_out(contribution: Contribution) -> Contribution:
    """Let the contribution have no place and no day; its item keeps the time free."""
    contribution = _locked(contribution)
    if contribution.item or contribution.day:
        contribution.item = contribution.day = None
        contribution.save(update_fields=["item", "day"])
    return contribution


@new_public_version()
def become(contribution: Contribution, state: ContributionState) -> Contribution:
    """Note what became of it, also when the course is over. One that is declined frees its place,
    and a proposal of the partner is decided.

    Who is asked again has as long to answer as at first. Raises ValidationError when it is gone."""
    Course.objects.locked(contribution.block.course_id)
    contribution = _read(contribution)
    if contribution.state == state:
        return contribution
    contribution.state = state
    settle(contribution)
    contribution.save(update_fields=["item", "state", "asked_at"])
    Invitation.objects.settle_proposal(contribution)
    return contribution


def settle(contribution: Contribution) -> None:
    """Bring a contribution, before it is saved, in line with the state that it has now."""
    if contribution.state == ContributionState.DECLINED:
        contribution.item = None
    if contribution.state == ContributionState.ASKED:
        contribution.asked_at = timezone.now()


def follow(before: CourseDay, day: CourseDay, items: Collection[ProgrammeItem] | None) -> None:
    """Let contributions change the day with their items; see `courses.item_order.register`."""
    moved = Contribution.objects.filter(day=before)
    for contribution in moved if items is None else moved.filter(item__in=items):
        contribution.day = day
        contribution.save(update_fields=["day"])


def _locked(contribution: Contribution) -> Contribution:
    lock(contribution.block.course_id)
    return _read(contribution)


def _read(contribution: Contribution) -> Contribution:
    rows = Contribution.objects.select_related("block", "item__day", "partner")
    found = rows.filter(pk=contribution.pk).first()
    if found is None:
        raise ValidationError("Diesen Beitrag gibt es nicht mehr.")
    return found
