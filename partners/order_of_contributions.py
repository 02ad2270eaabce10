"""Contributions as they follow each other in the course."""

from datetime import date

from courses.models import CourseDay, running_order
from courses.models.running_order import HOUR
from partners.models import Contribution

_END_OF_DAY = 24 * HOUR


def when(contribution: Contribution) -> tuple[date, int, int]:
    """Return what to sort by: the day and the minute; on a day those without a place come last,
    and last of all those whose day is open or was cancelled.

    It costs no query where the days are loaded with their items."""
    day = contribution.day
    if day is None or day.is_cancelled:
        return date.max, _END_OF_DAY, contribution.pk
    return day.date, _minute(contribution, day), contribution.pk


def _minute(contribution: Contribution, day: CourseDay) -> int:
    slots = (slot for slot in running_order(day) if slot.item.pk == contribution.item_id)
    return next((slot.first_minute for slot in slots), _END_OF_DAY)
