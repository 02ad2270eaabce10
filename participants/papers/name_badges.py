"""Name badges on sheets to cut: each person with the name that they want to be called by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.template.loader import render_to_string

from courses.models import Course, CourseDay
from participants.people.names import first_name
from participants.registration.models import BadgeName, Registration

A_SHEET = 10
LEADER = "Kursleitung"
# Up to how many letters a name is set in which size; the words are classes of the stylesheet.
SIZES = ((9, "huge"), (14, "large"), (24, "middle"), (60, "small"))


@dataclass(frozen=True)
class Badge:
    """`name` is empty on a badge to write on."""

    name: str = ""
    role: str = ""

    @property
    def size(self) -> str:
        longest = max(map(len, self.name.split()), default=0)
        letters = max(longest, len(self.name) * 2 // 3)
        return next((size for most, size in SIZES if letters <= most), "tiny")


def name_badges_html(day: CourseDay) -> str:
    """Return the badges of everybody who takes part in the course of the day, and of its leaders;
    the last sheet is filled with empty ones."""
    course = day.block.course
    found = [*map(_of_person, _people(course)), *_of_leaders(course)]
    empty = -len(found) % A_SHEET or A_SHEET
    context = {"course": course, "day": day, "sheets": _sheets([*found, *[Badge()] * empty])}
    return render_to_string("papers/name_badges.html", context)


def _people(course: Course) -> Iterator[Registration]:
    people = course.registrations.took_part().by_name()
    yield from people.select_related("participant")


def _of_person(registration: Registration) -> Badge:
    name = registration.participant.name
    return Badge(name if registration.badge == BadgeName.WHOLE else first_name(name))


def _of_leaders(course: Course) -> Iterator[Badge]:
    for leader in course.leaders.filter(is_active=True):
        yield Badge(str(leader), LEADER)


def _sheets(badges: Sequence[Badge]) -> list[list[Badge]]:
    left = iter(badges)
    return list(iter(lambda: list(islice(left, A_SHEET)), []))
