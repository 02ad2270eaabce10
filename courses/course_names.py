"""How a course is called: by its district and the year of its first day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import count
from string import ascii_uppercase
from typing import Any

from django.db.models import DateField, Min, OuterRef, QuerySet, Subquery

from courses.course_code import is_used
from courses.models import Course, CourseDay, District


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


def free_names(district: District, first_day: date) -> dict[str, str]:
    """Return `title`, `slug` and `code` for a new course, of which nobody has slug and code yet."""
    slug = f"{district.slug}-{first_day.year}"
    letters = district.slug.replace("-", "")[:3].upper()
    code = f"{letters}{first_day.year % 100:02}"
    return {
        "title": f"Bürger im Quartier {district_and_year(district, first_day)}",
        "slug": _first_free(
            _numbered(slug), lambda name: Course.objects.filter(slug=name).exists()
        ),
        "code": _first_free(_lettered(code), is_used),
    }


def _first_free(names: Iterable[str], is_taken: Callable[[str], bool]) -> str:
    return next(name for name in names if not is_taken(name))


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _lettered(code: str) -> Iterator[str]:
    """Yield the code, then with B to Z behind it, then with numbers."""
    yield code
    yield from (f"{code}{letter}" for letter in ascii_uppercase[1:])
    yield from (f"{code}X{number}" for number in count(1))
