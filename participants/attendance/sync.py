"""Marks that arrive from the device of a leader, perhaps hours after they were made.

Each has a key that the device made, so it counts once, however often it is sent; and each says what
the leader had seen, so nothing is overwritten unseen. Every mark gets an answer of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from courses.models import Course, CourseDay
from participants.attendance.mark_log import Mark
from participants.attendance.marks import enter_marks
from participants.attendance.noted import Noted, noted_of
from participants.attendance.received import ReceivedMark
from participants.registration.models import Registration

MOST_MARKS = 500
LARGEST_KEY = 2**63 - 1
UNREADABLE = "Dieser Eintrag ist nicht lesbar."
OTHER_DAY = "Dieser Kurstag gehört nicht zu diesem Kurs."
NOBODY = "Diese Person gibt es in diesem Kurs nicht mehr."
OTHER_VALUE = "Dieser Eintrag ist schon mit einem anderen Wert angekommen."


class Answer(TypedDict, total=False):
    """What became of one mark: `state` is stored, conflict or refused, `reason` says why."""

    id: str
    state: str
    now: Noted
    reason: str


class Unreadable(Exception):
    """What was sent is no mark; the text is for people."""


@dataclass(frozen=True)
class SentMark:
    key: UUID
    day: int
    registration: int
    value: str
    seen: str
    device_time: str

    @property
    def content(self) -> str:
        return f"{self.day}/{self.registration}/{self.value}"

    @classmethod
    def read(cls, sent: object) -> "SentMark":
        """Raises Unreadable."""
        if not isinstance(sent, Mapping):
            raise Unreadable(UNREADABLE)
        return cls(
            key=_key(sent.get("id")),
            day=_number(sent.get("day")),
            registration=_number(sent.get("registration")),
            value=_mark(sent.get("value")),
            seen=_mark(sent.get("seen")),
            device_time=str(sent.get("at", ""))[:40].replace("\0", ""),
        )


def _key(sent: object) -> UUID:
    try:
        return UUID(str(sent))
    except ValueError:
        raise Unreadable(UNREADABLE) from None


def _number(sent: object) -> int:
    if type(sent) is not int or not 0 < sent <= LARGEST_KEY:
        raise Unreadable(UNREADABLE)
    return sent


def _mark(sent: object) -> str:
    if sent not in ("", *Mark.values):
        raise Unreadable(UNREADABLE)
    return str(sent)


@transaction.atomic
def receive(course: Course, sent: Sequence[object], by: User) -> list[Answer]:
    """Store the marks that can be stored, in their order, and return an answer for each.

    All of it is one transaction: what is broken off is sent again as if nothing had happened."""
    course = Course.objects.locked(course.pk)
    days = {day.pk: day for day in CourseDay.objects.of_course(course).select_related("block")}
    people = {one.pk: one for one in course.registrations.select_related("participant")}
    reception = _Reception(by, days, people)
    return [reception.answer(one) for one in sent]


@dataclass(frozen=True)
class _Reception:
    by: User
    days: Mapping[int, CourseDay]
    people: Mapping[int, Registration]

    def answer(self, sent: object) -> Answer:
        try:
            mark = SentMark.read(sent)
        except Unreadable as error:
            return {"id": _as_told(sent), "state": "refused", "reason": str(error)}
        try:
            return {"id": str(mark.key), **self._store(mark)}  # type: ignore[typeddict-item]
        except ValidationError as error:
            reason = " ".join(error.messages)
            return {"id": str(mark.key), "state": "refused", "reason": reason}

    def _store(self, mark: SentMark) -> Answer:
        """Raises ValidationError for what cannot be stored."""
        day, person = self._find(mark)
        if self._came_before(mark):
            return {"state": "stored", "now": noted_of(day, person)}
        kept = enter_marks(day, {person: mark.value or None}, self.by, {person: mark.seen or None})
        if kept:
            return {"state": "conflict", "now": noted_of(day, person)}
        ReceivedMark.objects.create(
            key=mark.key, content=mark.content, device_time=mark.device_time, by=self.by
        )
        return {"state": "stored", "now": noted_of(day, person)}

    def _find(self, mark: SentMark) -> tuple[CourseDay, Registration]:
        if mark.day not in self.days:
            raise ValidationError(OTHER_DAY)
        if mark.registration not in self.people:
            raise ValidationError(NOBODY)
        return self.days[mark.day], self.people[mark.registration]

    def _came_before(self, mark: SentMark) -> bool:
        row = ReceivedMark.objects.filter(key=mark.key).first()
        if row and (row.content, row.by_id) != (mark.content, self.by.pk):
            raise ValidationError(OTHER_VALUE)
        return row is not None


def _as_told(sent: object) -> str:
    """Return the key as the device wrote it, so that it finds what the answer is about."""
    return str(sent.get("id", ""))[:60] if isinstance(sent, Mapping) else ""
