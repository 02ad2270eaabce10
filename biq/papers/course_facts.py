"""The public facts of a course as they stand on paper: what takes place, where, and with whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from courses.models import Block, Course, CourseDay, Venue
from partners.models import Contribution, Partner
from partners.order_of_contributions import when
from web.input.phone_numbers import phone_as_shown


@dataclass(frozen=True)
class BlockOnPaper:
    """A block with the days that take place, and what partners agreed to, as the days go on."""

    block: Block
    days: list[CourseDay]
    contributions: list[Contribution]

    @cached_property
    def venue(self) -> Venue | None:
        """The place of all its days; None where there are several or none is known."""
        return one_venue(self.days)


@dataclass(frozen=True)
class CourseFacts:
    course: Course
    blocks: Sequence[BlockOnPaper]

    @cached_property
    def days(self) -> list[CourseDay]:
        days = (day for entry in self.blocks for day in entry.days)
        return sorted(days, key=lambda day: (day.date, day.starts, day.pk))

    @property
    def first(self) -> CourseDay | None:
        return self.days[0] if self.days else None

    @property
    def last(self) -> CourseDay | None:
        return self.days[-1] if len(self.days) > 1 else None

    @cached_property
    def venue(self) -> Venue | None:
        """The place of all days; None where there are several or none is known."""
        return one_venue(self.days)

    @property
    def venues(self) -> list[Venue]:
        """Return the places, each once, in the order of the days."""
        return list(dict.fromkeys(day.venue for day in self.days if day.venue))

    @property
    def partners(self) -> list[Partner]:
        """Return who agreed to contribute, each once."""
        found = (one.partner for entry in self.blocks for one in entry.contributions)
        return list(dict.fromkeys(found))

    @property
    def phone(self) -> str:
        return phone_as_shown(self.course.contact_phone or settings.CONTACT_PHONE)

    @property
    def letters(self) -> int:
        """Return about how many letters a sheet with these facts has."""
        titles = sum(len(entry.block.title) + 70 * len(entry.days) for entry in self.blocks)
        return titles + len(self.course.title) + sum(len(str(one)) for one in self.partners)


def one_venue(days: Sequence[CourseDay]) -> Venue | None:
    """Return the place of all these days; None where there are several or none is known."""
    venues = {day.venue for day in days}
    return venues.pop() if len(venues) == 1 else None


def course_facts(course: Course) -> CourseFacts:
    """Return what is public of a course, without the days that were cancelled."""
    agreed = _agreed(course)
    blocks = course.blocks.prefetch_related("days__venue")
    return CourseFacts(
        course, [BlockOnPaper(block, _days(block), agreed[block.pk]) for block in blocks]
    )


def _days(block: Block) -> list[CourseDay]:
    days = (day for day in block.days.all() if not day.is_cancelled)
    return sorted(days, key=lambda day: (day.date, day.starts, day.pk))


def _agreed(course: Course) -> defaultdict[int, list[Contribution]]:
    found = Contribution.objects.certain().filter(block__course=course)
    found = found.select_related("partner", "day").prefetch_related("day__items")
    by_block: defaultdict[int, list[Contribution]] = defaultdict(list)
    for one in sorted(found, key=when):
        by_block[one.block_id].append(one)
    return by_block
