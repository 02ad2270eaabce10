"""Who contributed to one course is asked for another one."""

from courses.models import Course
from partners.models import Contribution


def ask_again(source: Course, course: Course) -> None:
    """Give each block of `course` the contributions that the block of this number had in `source`,
    as asked for and without a day. Those that were declined stay behind."""
    blocks = {block.number: block for block in course.blocks.all()}
    before = Contribution.objects.coming()
    before = before.filter(block__course=source, block__number__in=blocks)
    for contribution in before.select_related("block").order_by("block__number", "pk"):
        Contribution.objects.create(
            partner_id=contribution.partner_id,
            block=blocks[contribution.block.number],
            topic=contribution.topic,
        )
