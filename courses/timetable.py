"""A course's days as people read them: in blocks, with a word where one was cancelled or moved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.formatting import long_date
from courses.models import Block, CourseDay, CourseStatus


@dataclass(frozen=True)
class Appointment:
    """A course day and what is special about it; `note` is empty for most."""

    day: CourseDay
    note: str


@dataclass(frozen=True)
class BlockOfDays:
    block: Block
    appointments: list


def timetable(course):
    """Return the blocks in order, each with its days in order, cancelled ones too."""
    blocks = course.blocks.prefetch_related("days__venue", "days__replaces", "days__substitute")
    announced = announced_dates(course)
    return [BlockOfDays(block, _appointments(block, announced)) for block in blocks]


def _appointments(block, announced):
    days = sorted(block.days.all(), key=lambda day: (day.date, day.starts, day.pk))
    return [Appointment(day, _note(day, announced.get(day.pk, day.date))) for day in days]


def _note(day, announced):
    if day.is_cancelled:
        return _cancelled(day)
    if day.replaces:
        return _("Ersatz für %(date)s.") % {"date": long_date(day.replaces.date)}
    if day.date != announced:
        return _("Verlegt. Früher geplant: %(date)s.") % {"date": long_date(announced)}
    return ""


def _cancelled(day):
    substitute = getattr(day, "substitute", None)
    if substitute is None:
        return _("Dieser Tag fällt aus.")
    return _("Dieser Tag fällt aus. Ersatz: %(date)s.") % {"date": long_date(substitute.date)}


def announced_dates(course):
    """Return the dates that the course was published with, by the primary key of the day."""
    published = (
        course.history.filter(status=CourseStatus.PUBLISHED).order_by("history_date").first()
    )
    if published is None:
        return {}
    then = CourseDay.history.as_of(published.history_date).filter(block__course=course)
    return {day.pk: day.date for day in then}
