"""One course as its leaders need it: its days, who gets the certificate, and who needs what."""

from dataclasses import dataclass
from datetime import date

from courses.models import CourseDay
from participants.attendance.matrix import Cell, Column, Matrix, Row
from participants.attendance.warning import Standing, by_standing


@dataclass(frozen=True)
class DayLine:
    """One course day in the list, and how complete its attendance is in words."""

    column: Column
    today: date

    @property
    def day(self) -> CourseDay:
        return self.column.day

    @property
    def may_be_entered(self) -> bool:
        return self.day.date <= self.today and not self.day.is_cancelled

    @property
    def progress(self) -> str:
        """Return how complete the attendance is, in words."""
        if self.day.is_cancelled:
            return "fällt aus"
        if not self.may_be_entered:
            return "kommt noch"
        entered, expected = self.column.entered, self.column.expected
        return "vollständig" if entered == expected else f"{entered} von {expected} eingetragen"

    @property
    def is_missing(self) -> bool:
        return self.may_be_entered and self.column.entered < self.column.expected


@dataclass(frozen=True)
class CourseOverview:
    """What the course page of a leader shows of the people and their attendance."""

    matrix: Matrix
    today: date

    @property
    def days(self) -> list[DayLine]:
        return [DayLine(column, self.today) for column in self.matrix.columns]

    @property
    def prospects(self) -> list[tuple[Standing, list[Row]]]:
        """Return the rows of every standing that somebody has; the least room comes first."""
        return by_standing(self.matrix.rows, lambda row: row.progress)

    @property
    def needs(self) -> list[Row]:
        """Return the rows of those who said what they need to take part well."""
        return [row for row in self.matrix.rows if row.registration.needs]

    @property
    def legend(self) -> list[Cell]:
        return list(Cell)
