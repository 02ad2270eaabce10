"""What a partner contributed where."""

from typing import Any

from django import template

from courses.course_names import district_and_year

register = template.Library()


@register.filter
def where_and_when(contribution: Any) -> str:
    """Return "Walle 2027, Block 3" with the day, of a contribution that has a `first_day`."""
    block, day = contribution.block, contribution.day
    where = district_and_year(block.course.district, contribution.first_day)
    at = f", {day.date:%d.%m.%Y}" if day and not day.is_cancelled else ""
    return f"{where}, Block\N{NO-BREAK SPACE}{block.number}{at}"
