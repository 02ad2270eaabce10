"""Gives a new course its programme: blocks with course days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time

from simple_history.utils import bulk_create_with_history

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
    dates_of = dict(enumerate(block_dates(first_day, blocks, days_of_a_block), start=1))
    made = bulk_create_with_history([_block(course, number) for number in dates_of], Block)
    bulk_create_with_history(
        [day for block in made for day in _days(block, dates_of[block.number], hours)], CourseDay
    )


def _block(course: Course, number: int) -> Block:
    title, subtitle, topic = BLOCKS[number - 1] if number <= len(BLOCKS) else _OF_ITS_OWN
    return Block(course=course, number=number, title=title, subtitle=subtitle, topic=topic)


def _days(block: Block, dates: Iterable[date], hours: Sequence[Hours]) -> Iterator[CourseDay]:
    for place, day in enumerate(dates):
        starts, ends = hours[place] if place < len(hours) else USUAL_HOURS
        yield CourseDay(block=block, date=day, starts=starts, ends=ends)
