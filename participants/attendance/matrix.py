"""People × course days: who was there, and where each stands on the way to the certificate."""

from dataclasses import dataclass
from enum import Enum

from django.utils import timezone

from courses.models import CourseDay
from participants.attendance.eligibility import Progress, course_progress
from participants.attendance.marks import Mark
from participants.attendance.progress_text import progress_in_words
from participants.registration.models import Registration


class Cell(Enum):
    """What is known about one person on one day: a sign for the eye and the word it stands for."""

    PRESENT = ("✓", "da")
    EXCUSED = ("e", "entschuldigt")
    ABSENT = ("✕", "nicht da")
    UNKNOWN = ("?", "offen")
    TO_COME = ("·", "kommt noch")
    CANCELLED = ("–", "fällt aus")

    @property
    def sign(self):
        return self.value[0]

    @property
    def word(self):
        return self.value[1]

    @property
    def style(self):
        return self.name.lower().replace("_", "-")


CELL_OF_MARK = {
    Mark.PRESENT: Cell.PRESENT,
    Mark.EXCUSED: Cell.EXCUSED,
    Mark.ABSENT: Cell.ABSENT,
}


@dataclass(frozen=True)
class Row:
    registration: Registration
    progress: Progress
    cells: list

    @property
    def name(self):
        return self.registration.participant.name

    @property
    def words(self):
        return progress_in_words(self.progress)


@dataclass(frozen=True)
class Column:
    """One course day and the cells of everybody on it."""

    day: CourseDay
    cells: list

    @property
    def entered(self):
        return sum(cell in CELL_OF_MARK.values() for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    days: list
    rows: list

    @property
    def columns(self):
        cells = (
            zip(*(row.cells for row in self.rows), strict=True)
            if self.rows
            else [()] * len(self.days)
        )
        return [Column(day, list(column)) for day, column in zip(self.days, cells, strict=True)]


def matrix(course, today=None, most=None):
    """Return the Matrix of everybody who takes or took part in the course.

    `most` is the number of people after which it stops; None means all."""
    today = today or timezone.localdate()
    days = list(CourseDay.objects.of_course(course).select_related("block", "venue"))
    return Matrix(
        days=days,
        rows=[
            Row(registration, progress, [_cell(day, progress.marks, today) for day in days])
            for registration, progress in course_progress(course, most).items()
        ],
    )


def _cell(day, marks, today):
    if day.is_cancelled:
        return Cell.CANCELLED
    if day.pk in marks:
        return CELL_OF_MARK[marks[day.pk]]
    return Cell.UNKNOWN if day.is_held or day.date < today else Cell.TO_COME
