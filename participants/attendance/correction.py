"""Attendance put right after the end of the course: with a reason, on record, and with its result.

Before the end leaders and staff note marks as they like (`marks.py`); once somebody's course is
over their paper rests on them.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import User
from courses.models import Course, CourseDay
from participants.attendance.decision import Decision, check_decision_reason
from participants.attendance.eligibility import registration_progress
from participants.attendance.marks import Mark, correct_mark
from participants.registration.models import Registration
from participants.registration.status import Status


class AttendanceCorrection(Decision):
    """One mark that was put right after the end of the course (Berichtigung der Anwesenheit).

    `before` is empty where nothing was entered."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="attendance_corrections"
    )
    day = models.ForeignKey(CourseDay, models.PROTECT, related_name="+", verbose_name="Kurstag")
    before = models.CharField("vorher", max_length=10, choices=Mark, blank=True)
    after = models.CharField("nachher", max_length=10, choices=Mark)

    class Meta(Decision.Meta):
        verbose_name = "Berichtigung der Anwesenheit"
        verbose_name_plural = "Berichtigungen der Anwesenheit"

    def __str__(self) -> str:
        before = self.get_before_display() if self.before else "offen"
        return f"{self.day}: {before} → {self.get_after_display()}"


@transaction.atomic
def correct(
    registration: Registration, marks: Mapping[CourseDay, str], reason: str, by: User | None
) -> None:
    """Put marks right of somebody whose course is over, and let the result follow.

    Raises ValidationError without a reason or without any mark, for a mark that is empty, and
    before the end."""
    check_decision_reason(reason)
    if not marks:
        raise ValidationError("Sie haben keine Anwesenheit geändert.")
    if not all(marks.values()):
        raise ValidationError("Nach dem Ende des Kurses bleibt kein Tag offen.")
    Course.objects.locked(registration.course_id)
    before = {row.day_id: row.mark for row in registration.attendances.all()}
    for day, mark in marks.items():
        correct_mark(day, registration, mark, by)
    AttendanceCorrection.objects.bulk_create(
        AttendanceCorrection(
            registration=registration,
            day=day,
            before=before.get(day.pk, ""),
            after=mark,
            reason=reason,
            by=by,
        )
        for day, mark in marks.items()
    )
    _follow(registration, by, reason)


def _follow(registration: Registration, by: User | None, reason: str) -> None:
    """Move the registration to the other end if the rule now says so; a decision by hand stays."""
    registration.lock()
    progress = registration_progress(registration)
    end = Status.COMPLETED if progress.earns_certificate else Status.NOT_COMPLETED
    if progress.unknown or registration.status == end:
        return
    why = f"Anwesenheit berichtigt: {reason}"
    if end == Status.COMPLETED:
        registration.complete(by, why)
    else:
        registration.end_without_completing(by, why)
