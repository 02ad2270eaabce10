"""The attendance sheet of one course day: what the page shows, and what comes back from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import User
from courses.models import CourseDay
from participants.attendance.marks import Mark, check_open, enter_marks
from participants.registration.models import Registration
from participants.registration.status import Status
from web.stored_values import CONFLICT, LastChange

OK = 200
UNKNOWN = ""
CHOICES: dict[str, str] = {
    Mark.PRESENT: "da",
    Mark.ABSENT: "nicht da",
    Mark.EXCUSED: "entschuldigt",
    UNKNOWN: "weiß ich nicht",
}
STORED_WORDS: dict[str, str] = {
    Mark.PRESENT: "da",
    Mark.EXCUSED: "entschuldigt",
    Mark.ABSENT: "nicht da",
    UNKNOWN: "offen",
}


@dataclass
class Row:
    """One person: the mark that is stored, the one to be ticked (None: neither), and a problem."""

    registration: Registration
    stored: str
    ticked: str | None
    problem: str = ""
    seen: str | None = None

    @property
    def name(self) -> str:
        return self.registration.participant.name

    @property
    def is_open(self) -> bool:
        """Return whether the mark may change: once somebody's course is over it may not, because
        the certificate rests on it."""
        return self.registration.status == Status.ENROLLED

    @property
    def stored_word(self) -> str:
        return STORED_WORDS[self.stored]

    @property
    def shown(self) -> str:
        """Return the mark beside which the ticked one was chosen: the stored one, or where nothing
        could be stored, the one that the page had shown then."""
        return self.stored if self.seen is None else self.seen

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Return the value and the label of every answer, and whether it is ticked."""
        return [(str(mark), label, mark == self.ticked) for mark, label in CHOICES.items()]


class AttendanceSheet:
    """The people of one course day and their marks.

    `refusal` says why nothing can be entered, and is empty when it can. With `is_unsaved` what was
    sent is ticked, and nothing of it is stored."""

    def __init__(self, day: CourseDay) -> None:
        self.day, self.refusal, self.is_unsaved = day, "", False
        try:
            check_open(day)
        except ValidationError as error:
            self.refusal = " ".join(error.messages)
        self.rows = self._stored_rows()

    def _stored_rows(self) -> list[Row]:
        day = self.day
        people = day.block.course.registrations.took_part().select_related("participant")
        marks = dict(day.attendances.values_list("registration_id", "mark"))
        return [
            Row(person, marks.get(person.pk, UNKNOWN), marks.get(person.pk, UNKNOWN))
            for person in people.order_by("participant__sort_key", "pk")
        ]

    def save(self, data: Mapping[str, str], by: User) -> bool:
        """Note what was changed on the page, bring the rows up to date, and return whether
        everything is stored.

        A row that somebody else changed meanwhile, or whose answer cannot be read, stays as it is
        and gets a problem. Where the day, or the mark of somebody on it, cannot be entered (any
        more), nothing is stored: the sheet is refused, and keeps what was sent."""
        changes = [change for row in self.rows if (change := _read(row, data))]
        try:
            self._note(changes, by)
        except ValidationError as error:
            self._refuse(" ".join(error.messages), changes)
        return self.status == OK

    def _note(self, changes: "Sequence[Change]", by: User) -> None:
        marks = {change.row.registration: change.mark or None for change in changes}
        shown = {change.row.registration: change.seen or None for change in changes}
        kept = enter_marks(self.day, marks, by, shown)
        noted = self._noted(kept)
        for change in changes:
            change.settle(kept, noted.get(change.row.registration.pk))

    def _refuse(self, words: str, changes: "Sequence[Change]") -> None:
        """Tick what was sent beside the people and the marks that are stored by now."""
        self.refusal, self.is_unsaved = words, True
        self.rows = self._stored_rows()
        sent = {change.row.registration.pk: change for change in changes}
        for row in self.rows:
            if row.is_open and (change := sent.get(row.registration.pk)):
                row.ticked, row.seen = change.mark, change.seen

    def _noted(self, people: Iterable[Registration]) -> dict[int, LastChange]:
        """Return who noted the marks of these people last, by the primary key of the registration;
        a mark that was taken back leaves no trace of who did it."""
        rows = self.day.attendances.filter(registration__in=people, noted_by__isnull=False)
        found = rows.select_related("noted_by")
        return {row.registration_id: LastChange(str(row.noted_by), row.noted_at) for row in found}

    def tick_the_open(self, mark: str) -> int:
        """Tick a mark where none is known, without storing it; return for how many people."""
        rows = [row for row in self.rows if row.is_open and row.stored == UNKNOWN]
        for row in rows:
            row.ticked = mark
        return len(rows)

    def describe(self, data: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the name and the answer of every person whose mark was changed on the page."""
        changes = [change for row in self.rows if (change := _read(row, data))]
        return [(change.row.name, CHOICES[change.mark]) for change in changes]

    @property
    def is_shown(self) -> bool:
        return self.is_unsaved or not self.refusal

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
        counted = Counter(row.stored for row in self.rows)
        return ", ".join(
            f"{counted[mark]} {word}" for mark, word in STORED_WORDS.items() if counted[mark]
        )


@dataclass
class Change:
    """What came back for one row: the mark that was chosen, and the one that the page had shown."""

    row: Row
    mark: str
    seen: str | None

    def settle(self, kept: Mapping[Registration, str | None], last: LastChange | None) -> None:
        """Bring the row up to date: with what was chosen, or with the mark that was kept, which
        was `last` noted by somebody; None where that is not known."""
        person = self.row.registration
        if person not in kept:
            self.row.stored = self.row.ticked = self.mark
            return
        self.row.stored, self.row.ticked = kept[person] or UNKNOWN, None
        parts = (
            f"Hier steht inzwischen „{self.row.stored_word}“.",
            str(last or ""),
            f"Sie haben „{STORED_WORDS[self.mark]}“ gewählt. Bitte wählen Sie, was stimmt.",
        )
        self.row.problem = " ".join(filter(None, parts))


def _read(row: Row, data: Mapping[str, str]) -> Change | None:
    """Return the Change that came back for a row; None where nothing was changed."""
    key = row.registration.pk
    mark, seen = data.get(f"mark-{key}"), data.get(f"shown-{key}")
    if not row.is_open or mark is None or mark == seen:
        return None
    if mark not in CHOICES:
        row.problem = "Bitte wählen Sie eine der vier Antworten."
        return None
    return Change(row, mark, seen)
