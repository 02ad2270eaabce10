"""Gives a new course its programme: blocks with course days."""

from collections.abc import Sequence
from datetime import date, time

from courses.default_programme import BLOCKS, DAYS_OF_A_BLOCK, block_dates
from courses.models import Block, Course, CourseDay
from web.public_version import new_public_version

_OF_ITS_OWN = ("", "", "")

# When a course day begins and ends, local time.
Hours = tuple[time, time]
USUAL_HOURS: Hours = (time(10), time(16))


@new_public_version()
def lay_out(
    course: Course,
    first_day: date,
    blocks: int = len(BLOCKS),
    days_of_a_block: int = DAYS_OF_A_BLOCK,
    hours: Sequence[Hours] = (),
) -> None:
    """Give the course so many blocks, each with so many days, on the dates of `block_dates`.

    `hours` are those of the first day of every block, of the second and so on; a day without any
    has `USUAL_HOURS`.

    They have the words of the default programme, as far as it goes; a later block has no title yet,
    and the course cannot be published before staff give it one."""
    for number, dates in enumerate(block_dates(first_day, blocks, days_of_a_block), start=1):
        title, subtitle, topic = BLOCKS[number - 1] if number <= len(BLOCKS) else _OF_ITS_OWN
        block = Block.objects.create(
            course=course, number=number, title=title, subtitle=subtitle, topic=topic
        )
        for place, day in enumerate(dates):
            starts, ends = hours[place] if place < len(hours) else USUAL_HOURS
            CourseDay.objects.create(block=block, date=day, starts=starts, ends=ends)
