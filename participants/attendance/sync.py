"""Marks that arrive from the device of a leader, perhaps hours after they were made.

Each has a key that the device made, so it counts once, however often it is sent; and each says what
the leader had seen, so nothing is overwritten unseen. Every mark gets an answer of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from courses.models import Course, CourseDay
from participants.attendance.mark_log import Mark
from participants.attendance.marks import enter_marks
from participants.attendance.noted import NOTHING, Noted, noted_on
from participants.attendance.received import ReceivedMark
from web.input.text_cleaning import clean_line

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
            device_time=clean_line(str(sent.get("at", "")))[:40],
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


# Marks that can be stored together: with their places in what was sent.
Batch = list[tuple[int, SentMark]]


@transaction.atomic
def receive(course: Course, sent: Sequence[object], by: User) -> list[Answer]:
    """Store the marks that can be stored, in their order, and return an answer for each.

    All of it is one transaction: what is broken off is sent again as if nothing had happened."""
    reception = _Reception(Course.objects.locked(course.pk), by)
    answers: dict[int, Answer] = {}
    waiting: Batch = []
    for place, one in enumerate(sent):
        try:
            waiting.append((place, SentMark.read(one)))
        except Unreadable as error:
            answers[place] = _refused(_as_told(one), str(error))
    reception.look_up(mark.key for _place, mark in waiting)
    while waiting:
        batch, waiting = _of_different_people(waiting)
        answers |= reception.take(batch)
    return [answers[place] for place in range(len(sent))]


def _of_different_people(waiting: Batch) -> tuple[Batch, Batch]:
    """Return the first mark of each person and day, and what comes after them."""
    batch: Batch = []
    later: Batch = []
    taken: set[object] = set()
    for place, mark in waiting:
        claims = {mark.key, (mark.day, mark.registration)}
        (later if claims & taken else batch).append((place, mark))
        taken |= claims
    return batch, later


class _Reception:
    def __init__(self, course: Course, by: User) -> None:
        self.by = by
        days = CourseDay.objects.of_course(course).select_related("block")
        self.days = {day.pk: day for day in days}
        self.people = {one.pk: one for one in course.registrations.select_related("participant")}
        self.received: dict[UUID, tuple[str, int]] = {}

    def look_up(self, keys: Iterable[UUID]) -> None:
        rows = ReceivedMark.objects.filter(key__in=list(keys))
        self.received = {row.key: (row.content, row.by_id) for row in rows}

    def take(self, batch: Batch) -> dict[int, Answer]:
        answers: dict[int, Answer] = {}
        of_days: dict[int, Batch] = {}
        for place, mark in batch:
            if problem := self._problem(mark):
                answers[place] = _refused(str(mark.key), problem)
            else:
                of_days.setdefault(mark.day, []).append((place, mark))
        for day, marks in of_days.items():
            answers |= self._enter(self.days[day], marks)
        return answers

    def _problem(self, mark: SentMark) -> str:
        if mark.day not in self.days:
            return OTHER_DAY
        if mark.registration not in self.people:
            return NOBODY
        mine = (mark.content, self.by.pk)
        return OTHER_VALUE if self.received.get(mark.key, mine) != mine else ""

    def _enter(self, day: CourseDay, batch: Batch) -> dict[int, Answer]:
        """Where one of them cannot be stored, each is tried for itself."""
        try:
            kept = self._note(day, [mark for _place, mark in batch])
        except ValidationError as error:
            if len(batch) > 1:
                return dict(chain.from_iterable(self._enter(day, [one]).items() for one in batch))
            ((place, mark),) = batch
            return {place: _refused(str(mark.key), " ".join(error.messages))}
        noted = noted_on(day)
        return {
            place: {
                "id": str(mark.key),
                "state": "conflict" if mark.registration in kept else "stored",
                "now": noted.get(mark.registration, NOTHING),
            }
            for place, mark in batch
        }

    def _note(self, day: CourseDay, marks: Sequence[SentMark]) -> set[int]:
        """Store what is new, and return whose marks are others than were seen.

        Raises ValidationError where one cannot be stored; then none is."""
        new = [mark for mark in marks if mark.key not in self.received]
        of = {mark.key: self.people[mark.registration] for mark in new}
        values = {of[mark.key]: mark.value or None for mark in new}
        shown = {of[mark.key]: mark.seen or None for mark in new}
        kept = {one.pk for one in enter_marks(day, values, self.by, shown)} if new else set()
        stored = [mark for mark in new if mark.registration not in kept]
        ReceivedMark.objects.bulk_create(
            ReceivedMark(
                key=mark.key, content=mark.content, device_time=mark.device_time, by=self.by
            )
            for mark in stored
        )
        self.received |= {mark.key: (mark.content, self.by.pk) for mark in stored}
        return kept


def _refused(key: str, reason: str) -> Answer:
    return {"id": key, "state": "refused", "reason": reason}


def _as_told(sent: object) -> str:
    """Return the key as the device wrote it, so that it finds what the answer is about."""
    return str(sent.get("id", ""))[:60] if isinstance(sent, Mapping) else ""
