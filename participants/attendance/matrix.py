"""People × course days: who was there, and where each stands on the way to the certificate."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils import timezone

from courses.models import Course, CourseDay
from participants.attendance.eligibility import Progress, course_progress
from participants.attendance.marks import Mark
from participants.attendance.progress_text import progress_in_words
from participants.attendance.warning import room_in_words
from participants.registration.models import Registration


class Cell(Enum):
    """What is known about one person on one day: a sign for the eye and the word it stands for."""

    PRESENT = ("✓", "da")
    EXCUSED = ("e", "entschuldigt")
    ABSENT = ("✕", "nicht da")
    UNKNOWN = ("?", "offen")
    TO_COME = ("·", "kommt noch")
    CANCELLED = ("–", "fällt aus")
    NOT_YET = ("", "noch nicht dabei")

    @property
    def sign(self) -> str:
        return self.value[0]

    @property
    def word(self) -> str:
        return self.value[1]

    @property
    def style(self) -> str:
        return self.name.lower().replace("_", "-")


CELL_OF_MARK: dict[str, Cell] = {
    Mark.PRESENT: Cell.PRESENT,
    Mark.EXCUSED: Cell.EXCUSED,
    Mark.ABSENT: Cell.ABSENT,
}


@dataclass(frozen=True)
class Row:
    registration: Registration
    progress: Progress
    cells: list[Cell]

    @property
    def name(self) -> str:
        return self.registration.participant.name

    @property
    def words(self) -> str:
        return " ".join(filter(None, (progress_in_words(self.progress), self.room_words)))

    @property
    def room_words(self) -> str:
        return room_in_words(self.progress)


@dataclass(frozen=True)
class Column:
    """One course day and the cells of everybody on it."""

    day: CourseDay
    cells: list[Cell]

    @property
    def expected(self) -> int:
        """Return of how many people the attendance should be known."""
        return sum(cell != Cell.NOT_YET for cell in self.cells)

    @property
    def entered(self) -> int:
        return sum(cell in CELL_OF_MARK.values() for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    days: list[CourseDay]
    rows: list[Row]

    @property
    def columns(self) -> list[Column]:
        return [
            Column(day, [row.cells[number] for row in self.rows])
            for number, day in enumerate(self.days)
        ]


def matrix(course: Course, today: date | None = None, most: int | None = None) -> Matrix:
    """Return the Matrix of everybody who takes or took part in the course.

    `most` is the number of people after which it stops; None means all."""
    today = today or timezone.localdate()
    days = list(CourseDay.objects.of_course(course).select_related("block", "venue"))
    return Matrix(
        days=days,
        rows=[
            Row(one, progress, [_cell(day, one, progress.marks, today) for day in days])
            for one, progress in course_progress(course, most).items()
        ],
    )


def _cell(day: CourseDay, person: Registration, marks: dict[int, str], today: date) -> Cell:
    if day.is_cancelled:
        return Cell.CANCELLED
    if day.pk in marks:
        return CELL_OF_MARK[marks[day.pk]]
    if not person.had_joined(day.date):
        return Cell.NOT_YET
    return Cell.UNKNOWN if day.is_held or day.date < today else Cell.TO_COME
