"""Who contributes to a course day."""

from django import template

from courses.models import CourseDay
from partners.models import Contribution

register = template.Library()


@register.filter
def who_contributes(day: CourseDay) -> list[Contribution]:
    """Return the contributions to a day: those that name it, and those of its block without one."""
    of_block = day.block.contributions.all()
    return [one for one in of_block if one.day_id in (day.pk, None)]
