"""A new course with the programme of an earlier one, on new dates."""

from courses.models import Block, Course, CourseDay
from web.public_version import new_public_version

_KEPT = (
    "district",
    "capacity",
    "fee",
    "admission",
    "offer_days",
    "certificate_days",
    "contact_name",
    "contact_phone",
    "contact_email",
)
_KEPT_OF_DAY = ("starts", "ends", "venue", "teaching_units")


@new_public_version()
def copy(course, *, title, slug, code, first_day):
    """Return a new draft with the same blocks; every date moves as far as the first one does.

    People, attendance, links and contributions stay behind; cancelled days do too. Raises
    ValidationError when slug or code are taken, ValueError when the course has no days."""
    days = [day for day in course.days() if not day.is_cancelled]
    if not days:
        raise ValueError(f"{course} has no course days to shift")
    new = Course(title=title, slug=slug, code=code, **_values(course, _KEPT))
    new.full_clean()
    new.save()
    shift = first_day - days[0].date
    for block in course.blocks.all():
        _copy_block(block, new, [day for day in days if day.block_id == block.pk], shift)
    return new


def _copy_block(block, course, days, shift):
    new = Block.objects.create(
        course=course, **_values(block, ("number", "title", "subtitle", "topic"))
    )
    for day in days:
        CourseDay.objects.create(block=new, date=day.date + shift, **_values(day, _KEPT_OF_DAY))


def _values(row, names):
    return {name: getattr(row, name) for name in names}
