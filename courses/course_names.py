"""How staff call a course among others: by its district and the year of its first day."""

from datetime import date
from typing import Any

from django.db.models import DateField, Min, OuterRef, QuerySet, Subquery

from courses.models import Course, CourseDay


def first_day_of(course: str = "pk") -> Subquery:
    """Return the expression for the first day of a course, also a cancelled one; None without days.

    `course` is how a query reaches the course, say "block__course"."""
    days = CourseDay.objects.filter(block__course=OuterRef(course)).order_by()
    firsts = days.values("block__course").annotate(first=Min("date")).values("first")
    return Subquery(firsts, output_field=DateField())


def district_and_year(district: object, first_day: date | None) -> str:
    """Return "Walle 2027"; without days only the district."""
    return f"{district} {first_day.year}" if first_day else str(district)


def named_courses() -> QuerySet[Any]:
    """Return all courses with their districts and `first_day`, the newest first."""
    courses = Course.objects.select_related("district").annotate(first_day=first_day_of())
    return courses.order_by("-pk")
