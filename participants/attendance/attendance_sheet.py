"""The attendance sheet of one course day: what the page shows, and what comes back from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError

from accounts.models import User
from courses.models import CourseDay
from participants.attendance.mark_log import MarkChange
from participants.attendance.marks import check_open, enter_marks, is_to_come
from participants.attendance.noted import noted_on
from participants.attendance.sheet_row import (
    BEFORE_THE_DAY,
    CHOICES,
    STORED_WORDS,
    Change,
    Row,
    read_change,
)
from participants.registration.models import Registration
from web.stored_values import CONFLICT, LastChange

OK = 200


class AttendanceSheet:
    """The people of one course day and their marks.

    `refusal` says why nothing can be entered, and is empty when it can; with `is_ahead` the day is
    to come, and people can be excused before. With `is_unsaved` what was sent is ticked, and
    nothing of it is stored."""

    def __init__(self, day: CourseDay) -> None:
        self.day, self.refusal, self.is_unsaved = day, "", False
        try:
            check_open(day)
        except ValidationError as error:
            self.refusal = " ".join(error.messages)
        self.is_ahead = is_to_come(day) and not day.is_cancelled
        self.rows = self._stored_rows()

    def _stored_rows(self) -> list[Row]:
        day = self.day
        people = day.block.course.registrations.took_part().select_related("participant")
        noted = noted_on(day)
        rows = [
            Row.of(person, noted.get(person.pk), had_joined=person.had_joined(day.date))
            for person in people.by_name()
        ]
        if self.is_ahead and not self.is_unsaved:
            for row in rows:
                row.answers = BEFORE_THE_DAY
        return rows

    def save(self, data: Mapping[str, str], by: User) -> bool:
        """Note what was changed on the page, bring the rows up to date, and return whether
        everything is stored.

        A row that somebody else changed meanwhile, or whose answer cannot be read, stays as it is
        and gets a problem. Where the day, or the mark of somebody on it, cannot be entered (any
        more), nothing is stored: the sheet is refused, and keeps what was sent."""
        changes = [change for row in self.rows if (change := read_change(row, data))]
        try:
            self._note(changes, by)
        except ValidationError as error:
            self._refuse(" ".join(error.messages), changes)
        return self.status == OK

    def _note(self, changes: Sequence[Change], by: User) -> None:
        marks = {change.row.registration: change.mark or None for change in changes}
        shown = {change.row.registration: change.seen or None for change in changes}
        kept = enter_marks(self.day, marks, by, shown)
        noted = self._noted(kept)
        for change in changes:
            change.settle(kept, noted.get(change.row.registration.pk))

    def _refuse(self, words: str, changes: Sequence[Change]) -> None:
        """Tick what was sent beside the people and the marks that are stored by now."""
        self.refusal, self.is_unsaved = words, True
        self.rows = self._stored_rows()
        sent = {change.row.registration.pk: change for change in changes}
        for row in self.rows:
            if row.is_open and (change := sent.get(row.registration.pk)):
                row.ticked, row.seen = change.mark, change.seen

    def _noted(self, people: Iterable[Registration]) -> dict[int, LastChange]:
        """Return who noted the marks of these people last, or took them back, by the primary key of
        the registration."""
        people = list(people)
        changes = MarkChange.objects.filter(day=self.day, registration__in=people)
        rows = self.day.attendances.filter(registration__in=people, noted_by__isnull=False)
        return {
            **{
                one.registration_id: LastChange(str(one.by), one.at)
                for one in changes.filter(by__isnull=False).select_related("by")
            },
            **{
                row.registration_id: LastChange(str(row.noted_by), row.noted_at)
                for row in rows.select_related("noted_by")
            },
        }

    def tick_the_open(self, mark: str) -> int:
        """Tick a mark where none is known, without storing it; return for how many people."""
        rows = [] if self.is_ahead else [row for row in self.rows if row.is_asked]
        for row in rows:
            row.ticked = mark
        return len(rows)

    def describe(self, data: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the name and the answer of every person whose mark was changed on the page."""
        changes = [change for row in self.rows if (change := read_change(row, data))]
        return [(change.row.name, CHOICES[change.mark]) for change in changes]

    @property
    def is_shown(self) -> bool:
        return self.is_unsaved or not self.refusal or self.is_ahead

    @property
    def status(self) -> int:
        """Return the status of the page: 409 where not all of what was sent is stored."""
        return CONFLICT if self.is_unsaved or self.problems else OK

    @property
    def problems(self) -> list[Row]:
        return [row for row in self.rows if row.problem]

    @property
    def summary(self) -> str:
        """Return the counts as words, without those that are nought: "7 da, 1 offen"."""
        counted = Counter(row.stored for row in self.rows if not row.is_not_yet)
        return ", ".join(
            f"{counted[mark]} {word}" for mark, word in STORED_WORDS.items() if counted[mark]
        )
