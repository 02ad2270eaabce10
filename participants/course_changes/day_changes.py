"""A course day moves, falls out, or gets a substitute; who has a place is told in the same step.

Every verb locks the course, and only then looks at what became of the day meanwhile. Once the
course is completed or cancelled its days stay as they are: certificates count them.
"""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from correspondence.occasions import Occasion
from courses.models import Course, CourseDay, CourseStatus, DayState, Venue
from participants.course_changes.occasions import (
    DAY_CANCELLED,
    DAY_MOVED,
    DAY_SUBSTITUTED,
    DAYS_VENUE,
)
from participants.registration import notices
from participants.registration.status import Status
from web.public_version import new_public_version

SETTLED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


@transaction.atomic
def move(day: CourseDay, date: date, starts: time, ends: time, venue: Venue | None = None) -> int:
    """Change when and where the day is (venue None: where it was); return how many were told.

    Raises ValidationError for a day that is cancelled, that would end before it starts, or that
    took place and would be still to come."""
    _lock(day)
    _check_move(day, date)
    before, venue = day.date, venue or day.venue
    if (date, starts, ends, venue) == (day.date, day.starts, day.ends, day.venue):
        return 0
    day.move(date, starts, ends, venue)
    return _tell(day, DAY_MOVED, max(before, date), before=before)


@transaction.atomic
def cancel(day: CourseDay) -> int:
    """Call the day off; return how many were told. A second time nobody is told again.

    Raises ValidationError for a day with attendance."""
    _lock(day)
    if day.is_cancelled:
        return 0
    if day.attendances.exists():
        raise ValidationError("An diesem Kurstag ist schon Anwesenheit eingetragen.")
    day.cancel()
    return _tell(day, DAY_CANCELLED, day.date)


@transaction.atomic
def substitute(day: CourseDay, date: date) -> CourseDay:
    """Plan and return the day in place of a cancelled one.

    Raises ValidationError while the day is not cancelled or has a substitute."""
    _lock(day)
    new = day.substitute_on(date)
    _tell(new, DAY_SUBSTITUTED, date, before=day.date)
    return new


@transaction.atomic
@new_public_version()
def set_venue(course: Course, venue: Venue, *, only_missing: bool) -> list[CourseDay]:
    """Let planned days of the course take place at the venue; return those that changed.

    With `only_missing` a day that has a venue keeps it. Everybody hears once of all the days.
    Raises ValidationError when the course is over."""
    course = Course.objects.locked(course.pk)
    _check_open(course)
    days = CourseDay.objects.of_course(course).filter(state=DayState.PLANNED)
    found = list(days.filter(venue=None) if only_missing else days.exclude(venue=venue))
    for day in found:
        day.venue = venue
        day.save(update_fields=["venue"])
    if found:
        _tell_all(course, DAYS_VENUE, found[-1].date, days=found, venue=venue)
    return found


def is_settled(day: CourseDay) -> bool:
    """Return whether the day's course is over, so that none of the verbs works any more."""
    return day.block.course.status in SETTLED


def _lock(day: CourseDay) -> None:
    """Queue for the course, then read the day anew."""
    course = Course.objects.locked(day.block.course_id)
    day.refresh_from_db(from_queryset=CourseDay.objects.select_related("block", "venue"))
    day.block.course = course
    _check_open(course)


def _check_open(course: Course) -> None:
    if course.status in SETTLED:
        raise ValidationError(
            "Dieser Kurs ist beendet. An seinen Kurstagen ändert sich nichts mehr."
        )


def _check_move(day: CourseDay, date: date) -> None:
    if day.is_cancelled:
        raise ValidationError("Dieser Kurstag ist abgesagt. Bitte planen Sie einen Ersatztag.")
    if day.is_held and date > timezone.localdate():
        raise ValidationError("Dieser Kurstag hat schon stattgefunden.")


def _tell(day: CourseDay, occasion: Occasion, latest: date, **facts: object) -> int:
    return _tell_all(day.block.course, occasion, latest, day=day, **facts)


def _tell_all(course: Course, occasion: Occasion, latest: date, **facts: object) -> int:
    """Tell everybody with a place, unless it all lies in the past or the course is not public."""
    if course.status != CourseStatus.PUBLISHED or latest < timezone.localdate():
        return 0
    enrolled = course.registrations.filter(status=Status.ENROLLED)
    enrolled = enrolled.select_related("participant", "course__district")
    for registration in enrolled:
        notices.tell_person(registration, occasion, **facts)
    return len(enrolled)
