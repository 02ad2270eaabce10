"""Who gets the certificate: a rule about attendance, each course with its own number of days.

The rule says how many days of the course's programme are needed; when days are cancelled the same
share counts: `ceil(certificate_days / planned days × days)`. Only the marks in `marks.COUNTED`
count. A day that was held and for which nothing is entered about a person blocks that person alone,
until somebody enters it. Days before somebody joined are not unknown: the course says whether
they are missed (then staff decide on exceptions) or left out of the share.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from itertools import chain

from django.db import models

from accounts.models import User
from courses.certificate_days import same_share
from courses.models import Course, CourseDay, DayState, programme_length
from participants.attendance.decision import Decision, check_decision_reason
from participants.attendance.marks import COUNTED, Attendance
from participants.registration.models import Registration


class Outlook(Enum):
    REACHED = "Zertifikat erreicht"
    REACHABLE = "noch erreichbar"
    MISSED = "nicht mehr erreichbar"
    BLOCKED = "Eintrag fehlt"


@dataclass
class Progress:
    """Where one registration stands on the way to the certificate. All numbers are course days.

    `excused_ahead` of the days to come are known to be missed; `left_out` of the days that were
    held lie before the person joined, and the course does not count them."""

    needed: int
    held: int
    to_come: int
    marks: dict[int, str] = field(default_factory=dict)
    unknown: list[CourseDay] = field(default_factory=list)
    override: "EligibilityOverride | None" = None
    held_days: list[CourseDay] = field(default_factory=list)
    excused_ahead: int = 0
    left_out: int = 0

    @property
    def days_there(self) -> list[CourseDay]:
        """Return the days that count for the person, as they follow each other."""
        return [day for day in self.held_days if self.marks.get(day.pk) in COUNTED]

    @property
    def present(self) -> int:
        return sum(mark in COUNTED for mark in self.marks.values())

    @property
    def missing(self) -> int:
        return max(self.needed - self.present, 0)

    @property
    def possible(self) -> int:
        """Return at how many of the days to come the person can still be there."""
        return self.to_come - self.excused_ahead

    @property
    def room(self) -> int:
        """Return how many more days may be missed; below zero the certificate is out of reach."""
        return self.possible + len(self.unknown) - self.missing

    @property
    def has_missed(self) -> bool:
        """Return whether the person was not there on a day, or will not be."""
        gone = len(self.held_days) - len(self.days_there) - len(self.unknown) - self.left_out
        return gone + self.excused_ahead > 0

    @property
    def outlook(self) -> Outlook:
        if self.override:
            return Outlook.REACHED if self.override.granted else Outlook.MISSED
        if not (self.held or self.to_come):
            return Outlook.MISSED
        if self.unknown and not self.to_come:
            return Outlook.BLOCKED
        if not self.missing:
            return Outlook.REACHED
        return Outlook.REACHABLE if self.room >= 0 else Outlook.MISSED

    @property
    def is_decided(self) -> bool:
        """True when the course can end for this person as things are entered now."""
        return bool(self.override) or not (self.unknown or self.to_come)

    @property
    def earns_certificate(self) -> bool:
        return self.outlook == Outlook.REACHED


class EligibilityOverride(Decision):
    """A decision about the certificate that the rule would not make, with its reason (Ausnahme)."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="eligibility_overrides"
    )
    granted = models.BooleanField("bekommt das Zertifikat")

    class Meta(Decision.Meta):
        verbose_name = "Ausnahme"
        verbose_name_plural = "Ausnahmen"

    def __str__(self) -> str:
        return self.reason


def override(
    registration: Registration, *, granted: bool, reason: str, by: User | None
) -> EligibilityOverride:
    """Decide for or against the certificate by hand; the newest decision counts.

    Raises ValidationError without a reason."""
    check_decision_reason(reason)
    return EligibilityOverride.objects.create(
        registration=registration, granted=granted, reason=reason, by=by
    )


def needed_days(course: Course, days: int) -> int:
    """Return how many of the given number of days somebody must be present."""
    return _needed(course, CourseDay.objects.of_course(course), days)


def _needed(course: Course, programme: Iterable[CourseDay], days: int) -> int:
    return same_share(course.certificate_days, programme_length(programme), days)


def course_progress(course: Course, most: int | None = None) -> dict[Registration, Progress]:
    """Return {registration: Progress} for all who take or took part, in the order of lists.

    `most` is where to stop, for a page that shows only so many people; None means all."""
    found = course.registrations.took_part()
    found = found if most is None else found.limited()
    return progress_of({course: list(found.by_name().select_related("participant")[:most])})


def progress_of(people: Mapping[Course, list[Registration]]) -> dict[Registration, Progress]:
    """Return {registration: Progress} for these people of each course; they take or took part.

    It costs three queries, of however many courses they are."""
    everybody = list(chain.from_iterable(people.values()))
    marks, overrides = _marks(everybody), _latest_overrides(everybody)
    programmes: dict[int, list[CourseDay]] = {course.pk: [] for course in people}
    for day in CourseDay.objects.of_courses(people).select_related("block"):
        programmes[day.block.course_id].append(day)
    found: dict[Registration, Progress] = {}
    for course, group in people.items():
        standing = _standing(course, programmes[course.pk])
        for one in group:
            found[one] = standing(one, marks.get(one.pk, {}), overrides.get(one.pk))
    return found


def registration_progress(registration: Registration) -> Progress:
    """Return the Progress of one registration that takes or took part."""
    return course_progress(registration.course)[registration]


def _standing(course: Course, programme: list[CourseDay]) -> Callable[..., Progress]:
    """Return what makes the Progress of anybody in the course of their marks and decision."""
    days = [day for day in programme if not day.is_cancelled]
    held = [day for day in days if day.is_held]
    return partial(_progress, course, partial(_needed, course, programme), days, held)


def _progress(
    course: Course,
    needed: Callable[[int], int],
    days: list[CourseDay],
    held: list[CourseDay],
    person: Registration,
    marks: dict[int, str],
    decision: EligibilityOverride | None,
) -> Progress:
    without = [day for day in days if day.pk not in marks]
    before = [day for day in without if not person.had_joined(day.date)]
    left_out = [] if course.counts_days_before_joining else before
    return Progress(
        needed=needed(len(days) - len(left_out)),
        held=len(held),
        to_come=len(days) - len(held),
        marks=marks,
        unknown=[day for day in held if day in without and day not in before],
        override=decision,
        held_days=held,
        excused_ahead=sum(day.pk in marks for day in days if not day.is_held),
        left_out=sum(day.is_held for day in left_out),
    )


def _marks(people: list[Registration]) -> dict[int, dict[int, str]]:
    """Return {registration id: {day id: mark}} without the days that were cancelled."""
    rows = Attendance.objects.filter(registration__in=people).exclude(day__state=DayState.CANCELLED)
    found: dict[int, dict[int, str]] = {}
    for registration, day, mark in rows.values_list("registration_id", "day_id", "mark"):
        found.setdefault(registration, {})[day] = mark
    return found


def _latest_overrides(people: list[Registration]) -> dict[int, EligibilityOverride]:
    rows = EligibilityOverride.objects.filter(registration__in=people)
    return {row.registration_id: row for row in rows}
