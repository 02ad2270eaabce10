"""A course day moves, falls out, or gets a substitute; who has a place is told in the same step.

Every verb locks the course, and only then looks at what became of the day meanwhile. Once the
course is completed or cancelled its days stay as they are: certificates count them. Each change
keeps what the day was (`DayChange`), so that it can be taken back while nobody heard of it.
"""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from correspondence.models import Message, State
from courses.item_order import hand_over
from courses.models import Course, CourseDay, CourseStatus, DayState, Venue
from participants.attendance.marks import drop_excuses, restore_excuses
from participants.course_changes import day_news
from participants.course_changes.day_change import DayChange
from participants.course_changes.day_news import Changes, snapshot
from participants.registration.history import StatusChange
from participants.registration.status import Status
from web.public_version import new_public_version

SETTLED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


@transaction.atomic
def move(
    day: CourseDay,
    date: date,
    starts: time,
    ends: time,
    venue: Venue | None = None,
    by: User | None = None,
) -> int:
    """Change when and where the day is (venue None: where it was); return how many were told.

    Raises ValidationError for a day that is cancelled, that would end before it starts, or that
    took place and would be still to come."""
    _lock(day)
    _check_move(day, date)
    before, venue = day.date, venue or day.venue
    if (date, starts, ends, venue) == (day.date, day.starts, day.ends, day.venue):
        return 0
    changes = snapshot(day)
    _keep(day, by)
    if date != day.date:
        drop_excuses(day, by)
    day.move(date, starts, ends, venue)
    return _tell(day, changes, max(before, date))


@transaction.atomic
def cancel(day: CourseDay, by: User | None = None) -> int:
    """Call the day off; return how many were told. A second time nobody is told again.

    Raises ValidationError for a day with attendance."""
    _lock(day)
    if day.is_cancelled:
        return 0
    changes = snapshot(day)
    _keep(day, by)
    _cancel(day, by)
    return _tell(day, changes, day.date)


def _cancel(day: CourseDay, by: User | None) -> None:
    drop_excuses(day, by)
    if day.attendances.exists():
        raise ValidationError("An diesem Kurstag ist schon Anwesenheit eingetragen.")
    day.cancel()


@transaction.atomic
def substitute(day: CourseDay, date: date, by: User | None = None) -> CourseDay:
    """Plan and return the day in place of a cancelled one.

    Raises ValidationError while the day is not cancelled or has a substitute."""
    _lock(day)
    return _substitute(day, date, _keep(day, by), snapshot(day))


@transaction.atomic
def replace(day: CourseDay, date: date, by: User | None = None) -> CourseDay:
    """Call the day off and plan another one in its place: one step, and one message to each.

    Raises ValidationError for a day that is cancelled already, or has attendance."""
    _lock(day)
    if day.is_cancelled:
        raise ValidationError("Dieser Kurstag ist schon abgesagt.")
    changes, change = snapshot(day), _keep(day, by)
    _cancel(day, by)
    return _substitute(day, date, change, changes)


def _substitute(day: CourseDay, date: date, change: DayChange, changes: Changes) -> CourseDay:
    new = day.substitute_on(date)
    hand_over(day, new)
    change.substitute = new
    change.save(update_fields=["substitute"])
    _tell(day, changes, max(day.date, date))
    return new


@transaction.atomic
@new_public_version()
def set_venue(
    course: Course, venue: Venue, *, only_missing: bool, by: User | None = None
) -> list[CourseDay]:
    """Let planned days of the course take place at the venue; return those that changed.

    With `only_missing` a day that has a venue keeps it. Everybody hears once of all the days.
    Raises ValidationError when the course is over."""
    course = Course.objects.locked(course.pk)
    _check_open(course)
    found = days_for_venue(course, venue, only_missing=only_missing)
    changes = snapshot(*found)
    for day in found:
        _keep(day, by)
        day.venue = venue
        day.save(update_fields=["venue"])
    if found and day_news.is_news(course, found[-1].date):
        day_news.tell_changes(course, changes)
    return found


def days_for_venue(course: Course, venue: Venue, *, only_missing: bool) -> list[CourseDay]:
    """Return the days that `set_venue` would change."""
    days = CourseDay.objects.of_course(course).filter(state=DayState.PLANNED)
    days = days.filter(venue=None) if only_missing else days.exclude(venue=venue)
    return list(days.select_related("replaces"))


@transaction.atomic
def take_back(day: CourseDay) -> None:
    """Undo the last change of the day, and what nobody heard of it yet.

    Raises ValidationError when there is none, or somebody was told or something built upon it."""
    _lock(day)
    # Nobody begins to send what is asked about here.
    list(Message.objects.untold(day_news.topic_of(day.block.course)).select_for_update())
    change = last_change(day)
    if change is None:
        raise ValidationError("Hier lässt sich nichts mehr zurücknehmen.")
    if substitute := change.substitute:
        _check_unused(substitute, since=change.at)
        hand_over(substitute, day)
        change.substitute = None
        substitute.delete()
    _restore(day, change)
    restore_excuses(day, change.at)
    change.taken_back_at = timezone.now()
    change.save(update_fields=["taken_back_at", "substitute"])
    day_news.tell_again(day.block.course)


def last_change(day: CourseDay) -> DayChange | None:
    """Return the change of the day that can be taken back; None where there is none (any more)."""
    change = day.changes.filter(taken_back_at=None).last()
    if change is None or is_settled(day) or day.attendances.exists():
        return None
    return None if _was_told(change) or _was_relied_on(change) else change


def _was_relied_on(change: DayChange) -> bool:
    """Return whether somebody got a place since then, and heard of the day as it is now."""
    enrolled = StatusChange.objects.filter(after=Status.ENROLLED, at__gte=change.at)
    return enrolled.filter(registration__course=change.day.block.course).exists()


def _was_told(change: DayChange) -> bool:
    """Return whether anybody got a message about it, or may be getting one at this moment."""
    topic = day_news.topic_of(change.day.block.course)
    since = Q(created_at__gte=change.at) | Q(state=State.DONE, finished_at__gte=change.at)
    about = Message.objects.filter(since, topic=topic)
    about = about.filter(carried__has_key=day_news.slot_of(change.day))
    still_here = about.filter(state__in=(State.OPEN, State.DROPPED), tries=0)
    return about.exclude(pk__in=still_here.values("pk")).exists()


def _check_unused(substitute: CourseDay, since: datetime) -> None:
    used = substitute.is_cancelled or substitute.attendances.exists()
    asked = substitute.contributions.filter(asked_at__gte=since)  # the others came along
    if used or asked.exists() or hasattr(substitute, "substitute"):
        raise ValidationError("Mit dem Ersatztag ist schon etwas geschehen.")


def _restore(day: CourseDay, change: DayChange) -> None:
    """Put the day back; a day that was held since stays held."""
    day.date, day.starts, day.ends = change.was_date, change.was_starts, change.was_ends
    day.venue = change.was_venue
    if day.is_cancelled:
        day.state = change.was_state
    day.save(update_fields=["date", "starts", "ends", "venue", "state"])


def is_settled(day: CourseDay) -> bool:
    """Return whether the day's course is over, so that none of the verbs works any more."""
    return day.block.course.status in SETTLED


def _lock(day: CourseDay) -> None:
    """Queue for the course, then read the day anew."""
    course = Course.objects.locked(day.block.course_id)
    days = CourseDay.objects.select_related("block", "venue", "replaces")
    day.refresh_from_db(from_queryset=days)
    day.block.course = course
    _check_open(course)


def _keep(day: CourseDay, by: User | None) -> DayChange:
    """Write down what the day is before it changes."""
    return DayChange.objects.create(
        day=day,
        was_state=day.state,
        was_date=day.date,
        was_starts=day.starts,
        was_ends=day.ends,
        was_venue=day.venue,
        by=by,
    )


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


def _tell(day: CourseDay, changes: Changes, latest: date) -> int:
    """Tell everybody who is to know, unless it all lies in the past or nobody sees the course."""
    course = day.block.course
    return day_news.tell_changes(course, changes) if day_news.is_news(course, latest) else 0
