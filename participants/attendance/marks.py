from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from courses.models import Course, CourseDay, DayState
from participants.attendance.mark_log import Mark, MarkChange
from participants.registration.models import Registration
from participants.registration.status import ENDED, Status

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# What is known about people on one day; None where it is unknown.
Marks = Mapping[Registration, str | None]

# The marks that count as a day attended: for the rule and for what a certificate says.
COUNTED = (Mark.PRESENT,)
# What can be known of somebody before the day: who is excused by phone, or not any more.
BEFOREHAND = (Mark.EXCUSED, None)


class Attendance(models.Model):
    """One person on one course day (Anwesenheit). Without a row it is unknown, never "present"."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="attendances"
    )
    day = models.ForeignKey(CourseDay, models.PROTECT, related_name="attendances")
    mark = models.CharField("Anwesenheit", max_length=10, choices=Mark)
    noted_at = models.DateTimeField("notiert am", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["day__date", "pk"]
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        constraints = [
            models.UniqueConstraint(fields=["registration", "day"], name="one_mark_per_day")
        ]

    def __str__(self) -> str:
        return self.get_mark_display()


class EntryCounts(TypedDict):
    """Of how many people the attendance of a day should be known, and of how many it is."""

    expected: int
    entered: int


def with_entry_counts(
    days: QuerySet[CourseDay],
) -> "QuerySet[WithAnnotations[CourseDay, EntryCounts]]":
    """Return the course days with `expected` and `entered`: of how many people who are enrolled the
    attendance should be known, and of how many it is. Nobody's is before they joined."""
    people = Registration.objects.filter(
        Q(joined_on=None) | Q(joined_on__lte=OuterRef("date")),
        course=OuterRef("block__course"),
        status=Status.ENROLLED,
    )
    marks = Attendance.objects.filter(
        Q(registration__joined_on=None) | Q(registration__joined_on__lte=F("day__date")),
        day=OuterRef("pk"),
        registration__status=Status.ENROLLED,
    )
    return days.annotate(expected=_number_of(people, "course"), entered=_number_of(marks, "day"))


def _number_of(rows: QuerySet[Any], group: str) -> Coalesce:
    numbers = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0)


@transaction.atomic
def enter_marks(
    day: CourseDay, marks: Marks, by: User | None, shown: Marks | None = None
) -> dict[Registration, str | None]:
    """Write the marks of one course day, and that it took place.

    On a day to come somebody can only be excused; that says nothing of the day.

    `marks` maps a registration to a `Mark`, or to None for "unknown again". What is already there
    keeps its time and author. `shown` maps registrations to the mark that somebody saw when they
    decided; where another mark was noted since, that one stays and is returned as
    {registration: mark}. With `shown` None the new marks win.

    A day that is left without any mark is planned again.

    Raises ValidationError for a day that is cancelled, for another mark on a day to come, and for a
    registration of another course or one that is not, or not any more, in the course."""
    _lock(day)
    check_may_mark(day, marks.values())
    _check_people(day, marks, (Status.ENROLLED,))
    return _enter(day, marks, by, shown)


@transaction.atomic
def correct_mark(day: CourseDay, registration: Registration, mark: str, by: User | None) -> None:
    """Write the mark of somebody whose course is over.

    Raises ValidationError like `enter_marks`, and for somebody whose course is not over."""
    _lock(day)
    check_open(day)
    _check_people(day, {registration: mark}, ENDED)
    _enter(day, {registration: mark}, by, None)


def _lock(day: CourseDay) -> None:
    """Queue for the course, then look at what became of the day meanwhile."""
    Course.objects.locked(day.block.course_id)
    now = CourseDay.objects.select_for_update().get(pk=day.pk)
    day.state, day.date = now.state, now.date


def _enter(
    day: CourseDay, marks: Marks, by: User | None, shown: Marks | None
) -> dict[Registration, str | None]:
    noted = {row.registration_id: row for row in day.attendances.all()}
    kept = _noted_meanwhile(marks, noted, shown)
    entered = {one: mark for one, mark in marks.items() if one not in kept}
    for registration, mark in entered.items():
        _write(day, registration, mark, noted.get(registration.pk), by)
    if any(entered.values()) and not is_to_come(day):
        day.hold()
    elif noted and not noted.keys() - {one.pk for one in marks if one not in kept}:
        day.plan_again()
    return kept


def check_open(day: CourseDay) -> None:
    """Raise ValidationError for a course day whose attendance cannot be entered (now)."""
    if day.is_cancelled:
        raise ValidationError("Dieser Kurstag ist abgesagt.")
    if is_to_come(day):
        raise ValidationError(
            "Dieser Kurstag kommt erst noch. Bitte tragen Sie die Anwesenheit dann ein."
        )


def check_may_mark(day: CourseDay, marks: Iterable[str | None]) -> None:
    """Raise ValidationError for a day that is cancelled, and for more than an excuse before it."""
    if day.is_cancelled or any(mark not in BEFOREHAND for mark in marks):
        check_open(day)


def is_to_come(day: CourseDay) -> bool:
    return day.date > timezone.localdate()


def drop_excuses(day: CourseDay, by: User | None) -> None:
    """Forget who was excused for a day to come, because it will not be on this date."""
    if is_to_come(day) and not day.is_held:
        for row in day.attendances.select_related("registration"):
            _write(day, row.registration, None, row, by)


def restore_excuses(day: CourseDay, since: datetime) -> None:
    """Excuse again who was excused until the day changed at that moment, and is to come still."""
    dropped: dict[int, MarkChange] = {}
    changes = MarkChange.objects.filter(day=day, at__gte=since).select_related("registration", "by")
    for change in changes:
        dropped.setdefault(change.registration_id, change)
    for change in dropped.values():
        is_excuse = (change.before, change.after) == (Mark.EXCUSED, "")
        if is_excuse and change.registration.status == Status.ENROLLED and is_to_come(day):
            _write(day, change.registration, Mark.EXCUSED, None, change.by)


def open_days(course: Course) -> QuerySet[CourseDay]:
    """Return the days of the course whose attendance can be entered, as `check_open` has it."""
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    return days.filter(date__lte=timezone.localdate())


def _check_people(day: CourseDay, marks: Marks, statuses: Sequence[Status]) -> None:
    """Once somebody's course is over, their marks belong to the certificate."""
    people = Registration.objects.filter(pk__in=[registration.pk for registration in marks])
    wrong = people.exclude(course=day.block.course_id, status__in=statuses)
    for registration in wrong.select_related("participant"):
        if registration.course_id != day.block.course_id:
            raise ValidationError("Diese Person gehört zu einem anderen Kurs.")
        raise ValidationError(
            f"Für {registration.participant} wird keine Anwesenheit mehr eingetragen."
            f" Der Stand ist jetzt: {registration.get_status_display()}."
        )


def _noted_meanwhile(
    marks: Marks, noted: dict[int, Attendance], shown: Marks | None
) -> dict[Registration, str | None]:
    """Return the marks that are neither what was shown nor what shall be written."""
    if shown is None:
        return {}
    found = {person: getattr(noted.get(person.pk), "mark", None) for person in marks}
    return {
        person: mark
        for person, mark in found.items()
        if mark not in (shown.get(person), marks[person])
    }


def _write(
    day: CourseDay,
    registration: Registration,
    mark: str | None,
    row: Attendance | None,
    by: User | None,
) -> None:
    before, after = row.mark if row else "", mark or ""
    if before == after:
        return
    MarkChange.objects.create(day=day, registration=registration, before=before, after=after, by=by)
    if row is None:
        Attendance.objects.create(day=day, registration=registration, mark=after, noted_by=by)
    elif not after:
        row.delete()
    else:
        row.mark, row.noted_by, row.noted_at = after, by, timezone.now()
        row.save(update_fields=["mark", "noted_by", "noted_at"])
