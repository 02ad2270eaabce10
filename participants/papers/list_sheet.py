"""The way back from a signed list: a letter for each row, in the order of the printed rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accounts.models import User
from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.marks import Mark
from participants.attendance.sheet_row import UNKNOWN, Row
from participants.papers.printed_list import PrintedList
from participants.registration.models import Registration

LETTERS: dict[str, str] = {"d": Mark.PRESENT, "e": Mark.EXCUSED, "n": Mark.ABSENT}
WORDS = {"d": "da", "e": "entschuldigt", "n": "nicht da"}
_LETTER_OF = {mark: letter for letter, mark in LETTERS.items()} | {UNKNOWN: ""}


@dataclass
class Line:
    """A row of the paper; `row` is None for somebody who left the course since it was printed.

    `number` is that of the row on paper, None for somebody who came later. `letter` is what stands
    in the field, `problem` what is wrong with it."""

    number: int | None
    name: str
    row: Row | None = None
    letter: str = ""
    problem: str = ""

    @property
    def is_open(self) -> bool:
        return self.row is not None and self.row.is_open


class ListSheet:
    """The lines of a printed list with the marks of its day, and how they are entered.

    `sheet` is the `AttendanceSheet` of the day: what may be entered, and who noted what."""

    def __init__(self, printed: PrintedList) -> None:
        self.printed = printed
        self.sheet = AttendanceSheet(printed.day)
        self.unread: dict[str, str] = {}
        self.typed: dict[str, str] = {}

    @property
    def lines(self) -> list[Line]:
        """Return the rows of the paper in their order, then those who came to the course later."""
        rows = {row.registration.pk: row for row in self.sheet.rows}
        gone = self._names_of({*self.printed.rows} - {*rows})
        printed = [
            self._line(number, rows.get(pk), gone.get(pk, ""))
            for number, pk in enumerate(self.printed.rows, start=1)
        ]
        return printed + [
            self._line(None, row) for pk, row in rows.items() if pk not in self.printed.rows
        ]

    def _names_of(self, keys: set[int]) -> dict[int, str]:
        people = Registration.objects.filter(pk__in=keys) if keys else Registration.objects.none()
        return dict(people.values_list("pk", "participant__name"))

    def _line(self, number: int | None, row: Row | None, name: str = "") -> Line:
        if row is None:
            return Line(number, name)
        key = str(row.registration.pk)
        letter = self.typed.get(key, _LETTER_OF[row.stored])
        return Line(number, row.name, row, letter, self.unread.get(key) or row.problem)

    def save(self, data: Mapping[str, str], by: User) -> bool:
        """Note the letters that were typed; return whether all of them are stored.

        A letter that nobody can read stays in its field with a problem; the other rows are stored
        as by the sheet of the day."""
        saved = self.sheet.save(dict(self._marks(data)), by)
        if self.sheet.is_unsaved or self.sheet.problems:
            self._keep_typed(data)
        return saved and not self.unread

    def _marks(self, data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield what the sheet of the day would have been sent for every letter."""
        for row in self.sheet.rows:
            key = str(row.registration.pk)
            letter = read_letter(data.get(f"letter-{key}"))
            if letter is None or not row.is_open:
                continue
            if letter and letter not in LETTERS:
                self._note_unread(key, letter)
                continue
            yield f"mark-{key}", LETTERS.get(letter, UNKNOWN)
            if (seen := data.get(f"shown-{key}")) is not None:
                yield f"shown-{key}", seen

    def _note_unread(self, key: str, letter: str) -> None:
        self.typed[key] = letter
        self.unread[key] = "Bitte schreiben Sie d, e oder n. Oder lassen Sie das Feld leer."

    def _keep_typed(self, data: Mapping[str, str]) -> None:
        """Let stand what was typed where nothing could be stored."""
        for row in self.sheet.rows:
            key = str(row.registration.pk)
            letter = read_letter(data.get(f"letter-{key}"))
            if letter is not None and (self.sheet.is_unsaved or row.problem):
                self.typed[key] = letter

    def describe(self, data: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the name and the mark of everybody for whom a letter was typed."""
        read = [(line, read_letter(data.get(f"letter-{_key(line)}"))) for line in self.lines]
        return [(line.name, WORDS.get(letter, letter)) for line, letter in read if letter]

    @property
    def problems(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def status(self) -> int:
        """Return the status of the page: 422 for letters that say nothing, 409 for a conflict."""
        return 422 if self.unread and self.sheet.status == 200 else self.sheet.status


def _key(line: Line) -> str:
    return str(line.row.registration.pk) if line.row else ""


def read_letter(text: str | None) -> str | None:
    """Return the letter that was typed, as "d" for "D " and "da"; None where no field was sent."""
    if text is None:
        return None
    typed = text.strip().casefold()
    return next((letter for letter, word in WORDS.items() if typed == word), typed)[:20]
