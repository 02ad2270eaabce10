"""A new course with the programme of an earlier one, on new dates."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from courses.certificate_days import same_share
from courses.item_copies import Copies, copy_items
from courses.models import Block, Course, CourseDay, District, programme_length
from web.public_version import new_public_version

_KEPT = (
    "capacity",
    "fee",
    "admission",
    "offer_days",
    "counts_days_before_joining",
    "bring",
    "contact_name",
    "contact_phone",
    "contact_email",
)
_KEPT_OF_DAY = ("starts", "ends", "teaching_units")
_KEPT_OF_BLOCK = ("number", "title", "subtitle", "topic", "goals")


@new_public_version()
def copy_course(
    source: Course,
    *,
    title: str,
    slug: str,
    code: str,
    first_day: date,
    district: District | None = None,
    with_leaders: bool = False,
    starts: time | None = None,
    ends: time | None = None,
) -> Course:
    """Return a new draft with the same blocks; every date moves as far as the first one does.

    `district` None is that of the source; in another one the venues stay behind. So do people,
    attendance, links and contributions, and cancelled days, unless their block has no other. Of the
    days that are left the same share is needed for the certificate. `starts` and `ends` None are
    those of each day of the source.

    Raises ValidationError when slug or code are taken, or a day would end before it starts, and
    ValueError when the course has no days."""
    blocks = {block: _days_to_copy(block) for block in source.blocks.prefetch_related("days")}
    days = [day for of_block in blocks.values() for day in of_block]
    if not days:
        raise ValueError(f"{source} has no course days to shift")
    course = Course(title=title, slug=slug, code=code, **_values(source, _KEPT))
    course.district = district or source.district
    planned = programme_length(source.days())
    course.certificate_days = same_share(source.certificate_days, planned, len(days))
    course.full_clean()
    course.save()
    if with_leaders:
        course.leaders.set(source.leaders.filter(is_active=True))
    shift = first_day - min(day.date for day in days)
    kept = (*_KEPT_OF_DAY, "venue") if course.district == source.district else _KEPT_OF_DAY
    hours = {name: hour for name, hour in (("starts", starts), ("ends", ends)) if hour}
    for block, of_block in blocks.items():
        planned_days = [(day.date + shift, _values(day, kept) | hours) for day in of_block]
        _copy_block(block, course, planned_days)
    return course


def _days_to_copy(block: Block) -> list[CourseDay]:
    """Return the days that take place; where none does, those that were planned."""
    days = list(block.days.all())
    to_be_held = [day for day in days if not day.is_cancelled]
    return to_be_held or [day for day in days if not day.is_substitute]


def _copy_block(
    block: Block, course: Course, days: Iterable[tuple[date, Mapping[str, Any]]]
) -> None:
    words = _values(block, _KEPT_OF_BLOCK)
    new = Block.objects.create(course=course, **words)
    for day, values in days:
        if values["starts"] >= values["ends"]:
            raise ValidationError(
                "Ein Kurstag würde vor seinem Beginn enden. Bitte ändern Sie die Zeiten."
            )
        CourseDay.objects.create(block=new, date=day, **values)


@new_public_version()
def copy_running_orders(source: Course, course: Course) -> Copies:
    """Give the days of a new copy of `source` the items of the days they were copied from.

    Rooms stay behind in another district, people who do not lead the copy everywhere."""
    leaders = set(course.leaders.all())
    same_houses = source.district_id == course.district_id
    copies: Copies = {}
    new = {block.number: block for block in course.blocks.prefetch_related("days")}
    for block in source.blocks.prefetch_related("days__items__responsible"):
        for day, copy in zip(_days_to_copy(block), new[block.number].days.all(), strict=True):
            copies |= copy_items(day.items.all(), copy, leaders, with_room=same_houses)
    return copies


def _values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
