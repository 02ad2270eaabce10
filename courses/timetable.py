"""A course's days as people read them: in blocks, with a word where one was cancelled or moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from courses.formatting import long_date
from courses.models import Block, Course, CourseDay, CourseStatus, DayState


@dataclass(frozen=True)
class Appointment:
    """A course day and what is special about it; `note` is empty for most."""

    day: CourseDay
    note: str


@dataclass(frozen=True)
class BlockOfDays:
    block: Block
    appointments: list[Appointment]


def timetable(course: Course) -> list[BlockOfDays]:
    """Return the blocks in order, each with its days in order, cancelled ones too."""
    blocks = course.blocks.prefetch_related("days__venue", "days__replaces", "days__substitute")
    announced = announced_dates(course)
    return [BlockOfDays(block, _appointments(block, announced)) for block in blocks]


def next_day(course: Course, today: date) -> CourseDay | None:
    """Return the day that takes place next, today's too, with its venue; None after the last."""
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    return days.filter(date__gte=today).select_related("venue").first()


def dates(course: Course) -> list[date]:
    """Return the dates of the days that take place, in their order."""
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    return list(days.values_list("date", flat=True))


def _appointments(block: Block, announced: Mapping[int, date]) -> list[Appointment]:
    days = sorted(block.days.all(), key=lambda day: (day.date, day.starts, day.pk))
    return [Appointment(day, _note(day, announced.get(day.pk, day.date))) for day in days]


def _note(day: CourseDay, announced: date) -> str:
    if day.is_cancelled:
        return _cancelled(day)
    if day.replaces:
        return _("Ersatz für %(date)s.") % {"date": long_date(day.replaces.date)}
    if day.date != announced:
        return _("Verlegt. Früher geplant: %(date)s.") % {"date": long_date(announced)}
    return ""


def _cancelled(day: CourseDay) -> str:
    substitute = getattr(day, "substitute", None)
    if substitute is None:
        return _("Dieser Tag fällt aus.")
    return _("Dieser Tag fällt aus. Ersatz: %(date)s.") % {"date": long_date(substitute.date)}


def announced_dates(course: Course) -> dict[int, date]:
    """Return the dates that the course was published with, by the primary key of the day.

    It is empty for a course that never was public."""
    published = (
        course.history.filter(status=CourseStatus.PUBLISHED).order_by("history_date").first()
    )
    if published is None:
        return {}
    then = CourseDay.history.as_of(published.history_date).filter(block__course=course)
    return {day.pk: day.date for day in then}
