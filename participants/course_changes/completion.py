"""The end of a course: everybody whose attendance is complete has completed it, or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Course, CourseDay, CourseStatus, DayState
from participants.attendance.eligibility import Progress, course_progress
from participants.registration.models import Registration
from participants.registration.status import Status


@dataclass
class CourseEnd:
    """What ending a course came to; `blocked` holds pairs (registration, days without entry)."""

    completed: list[Registration] = field(default_factory=list)
    not_completed: list[Registration] = field(default_factory=list)
    blocked: list[tuple[Registration, list[CourseDay]]] = field(default_factory=list)


@transaction.atomic
def complete(
    course: Course, by: User | None, known: Mapping[Registration, Progress] | None = None
) -> CourseEnd:
    """End the course for all whose attendance is known; the others are named and can follow later.

    `known` is what `course_progress` returned to a caller that holds the course's lock; None: it is
    read here.
    Raises ValidationError before the last course day, and for a course that is not published."""
    course = Course.objects.locked(course.pk)
    _check(course)
    course_end = CourseEnd()
    found = course_progress(course) if known is None else known
    for registration, progress in found.items():
        if registration.status == Status.ENROLLED:
            _end(registration, progress, course_end, by)
    if course.status != CourseStatus.COMPLETED:
        course.status = CourseStatus.COMPLETED
        course.save(update_fields=["status"])
        _end_offers(course)
        _end_waiting(course, by)
    return course_end


def _end_offers(course: Course) -> None:
    offered = course.registrations.filter(status=Status.OFFERED)
    while registration := offered.first():  # with all companions
        registration.expire()


def _end_waiting(course: Course, by: User | None) -> None:
    """Nobody waits for ever: who got no place is told so, in friendly words."""
    waiting = course.registrations.filter(status__in=(Status.RECEIVED, Status.WAITING))
    for registration in waiting.select_related("participant"):
        registration.end_without_place(by)


def _check(course: Course) -> None:
    if course.status not in (CourseStatus.PUBLISHED, CourseStatus.COMPLETED):
        raise ValidationError("Nur ein veröffentlichter Kurs kann abgeschlossen werden.")
    to_come = CourseDay.objects.of_course(course).filter(
        state=DayState.PLANNED, date__gte=timezone.localdate()
    )
    if to_come.exists():
        raise ValidationError(
            "Es kommen noch Kurstage. Sagen Sie sie ab, wenn sie nicht stattfinden."
        )
    open_days = CourseDay.objects.of_course(course).filter(state=DayState.PLANNED)
    if open_days:
        raise ValidationError(
            "Bitte tragen Sie für jeden Kurstag die Anwesenheit ein, oder sagen Sie ihn ab. Offen: "
            + ", ".join(map(str, open_days))
        )
    if not CourseDay.objects.of_course(course).held().exists():
        raise ValidationError("Es hat kein Kurstag stattgefunden. Sagen Sie den Kurs ab.")


def _end(
    registration: Registration, progress: Progress, course_end: CourseEnd, by: User | None
) -> None:
    if not progress.is_decided:
        course_end.blocked.append((registration, progress.unknown))
    elif progress.earns_certificate:
        registration.complete(by)
        course_end.completed.append(registration)
    else:
        registration.end_without_completing(by)
        course_end.not_completed.append(registration)
