"""Who contributed to one course is asked for another one."""

from collections.abc import Iterable, Mapping

from courses.models import Block, Course, ProgrammeItem
from partners.models import Contribution

# The new item of each that came along, by the primary key of the old one.
Places = Mapping[int, ProgrammeItem]


def ask_again(source: Course, course: Course, places: Places | None = None) -> None:
    """Give each block of `course` the contributions that the block of this number had in `source`,
    as asked for and without a day. Those that were declined stay behind, and those of partners who
    asked to be forgotten.

    One whose item came along, as `places` says, takes the place of the copy."""
    blocks = {block.number: block for block in course.blocks.all()}
    before = Contribution.objects.to_ask_again()
    before = before.filter(block__course=source, block__number__in=blocks)
    for contribution in before.select_related("block").order_by("block__number", "pk"):
        _ask(contribution, blocks[contribution.block.number], places or {})


def ask_these(contributions: Iterable[Contribution], block: Block, places: Places) -> None:
    """Ask for the contributions in another block, except where the partner is asked for the same
    topic already."""
    there = set(Contribution.objects.coming().filter(block=block).values_list("partner", "topic"))
    for contribution in contributions:
        if (contribution.partner_id, contribution.topic) not in there:
            _ask(contribution, block, places)


def _ask(contribution: Contribution, block: Block, places: Places) -> None:
    item = places.get(contribution.item_id or 0)
    Contribution.objects.create(
        partner_id=contribution.partner_id,
        block=block,
        topic=contribution.topic,
        item=item,
        day=item.day if item else None,
    )
