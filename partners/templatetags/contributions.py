"""Who contributes to a course day."""

from django import template

from courses.models import CourseDay
from partners.models import Contribution

register = template.Library()


@register.filter
def who_contributes(day: CourseDay) -> list[Contribution]:
    """Return those of the block's contributions that name the day, and those that name none."""
    of_block = day.block.contributions.all()
    return [one for one in of_block if one.day_id in (day.pk, None)]
