"""By which course a list of the staff is narrowed down."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from courses.course_names import district_and_year, named_courses
from courses.models import CourseStatus

# The newest; more would make every list slower, and nobody reads through more.
MOST = 150
GROUPS = {
    "Zurzeit": (CourseStatus.DRAFT, CourseStatus.PUBLISHED),
    "Abgeschlossen": (CourseStatus.COMPLETED,),
    "Abgesagt": (CourseStatus.CANCELLED,),
}


class CourseFilter(SimpleListFilter):
    """The newest courses, also those that are over, in one box.

    A subclass says how its rows reach the course."""

    title = "Durchlauf"
    parameter_name = "kurs"
    template = "admin/course_filter.html"
    course_path = "course"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return slug and name of the courses, in the order of their groups."""
        found = list(named_courses()[:MOST])
        self.groups = {
            label: [
                (
                    course.slug,
                    f"{district_and_year(course.district, course.first_day)} ({course.code})",
                )
                for course in found
                if course.status in statuses
            ]
            for label, statuses in GROUPS.items()
        }
        return [choice for group in self.groups.values() for choice in group]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield one entry for the template: the groups, and what else the list is narrowed by."""
        kept = {name: value for name, value in changelist.params.items() if name != "kurs"}
        groups = {label: rows for label, rows in self.groups.items() if rows}
        yield {"groups": groups, "chosen": self.value(), "kept": kept}

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.filter(**{f"{self.course_path}__slug": self.value()})
