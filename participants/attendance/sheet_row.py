"""One person on the attendance sheet, and what came back for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from participants.attendance.mark_log import Mark
from participants.attendance.noted import NOTHING, Noted
from participants.registration.models import Registration
from participants.registration.status import Status
from web.stored_values import LastChange

UNKNOWN = ""
CHOICES: dict[str, str] = {
    Mark.PRESENT: "da",
    Mark.EXCUSED: "entschuldigt",
    Mark.ABSENT: "nicht da",
    UNKNOWN: "weiß ich nicht",
}
STORED_WORDS: dict[str, str] = {
    Mark.PRESENT: "da",
    Mark.EXCUSED: "entschuldigt",
    Mark.ABSENT: "nicht da",
    UNKNOWN: "offen",
}
BEFORE_THE_DAY: dict[str, str] = {
    Mark.EXCUSED: "entschuldigt",
    UNKNOWN: "kommt, soviel ich weiß",
}


@dataclass
class Row:
    """One person: the mark that is stored, the one to be ticked (None: neither), and a problem.

    Who joined later (not `had_joined`) is not asked about."""

    registration: Registration
    stored: str
    ticked: str | None
    noted: Noted
    had_joined: bool = True
    problem: str = ""
    seen: str | None = None
    answers: Mapping[str, str] | None = None

    @classmethod
    def of(cls, person: Registration, noted: Noted | None, *, had_joined: bool) -> "Row":
        noted = noted or NOTHING
        mark = noted["value"]
        return cls(person, mark, mark, noted, had_joined=had_joined)

    @property
    def name(self) -> str:
        return self.registration.participant.name

    @property
    def is_open(self) -> bool:
        """Return whether the mark may change: once somebody's course is over it may not, because
        the certificate rests on it."""
        return self.registration.status == Status.ENROLLED

    @property
    def is_not_yet(self) -> bool:
        return not (self.stored or self.had_joined)

    @property
    def is_asked(self) -> bool:
        """Return whether somebody still has to say something about the person."""
        return self.is_open and self.stored == UNKNOWN and not self.is_not_yet

    @property
    def stored_word(self) -> str:
        return "noch nicht dabei" if self.is_not_yet else STORED_WORDS[self.stored]

    @property
    def shown(self) -> str:
        """Return the mark beside which the ticked one was chosen: the stored one, or where nothing
        could be stored, the one that the page had shown then."""
        return self.stored if self.seen is None else self.seen

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Return the value and the label of every answer, and whether it is ticked."""
        answers = CHOICES if self.answers is None else self.answers
        return [(str(mark), label, mark == self.ticked) for mark, label in answers.items()]


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


def read_change(row: Row, data: Mapping[str, str]) -> Change | None:
    """Return the Change that came back for a row; None where nothing was changed."""
    key = row.registration.pk
    mark, seen = data.get(f"mark-{key}"), data.get(f"shown-{key}")
    if not row.is_open or mark is None or mark == seen:
        return None
    if mark not in CHOICES:
        row.problem = "Bitte wählen Sie eine der vier Antworten."
        return None
    return Change(row, mark, seen)
