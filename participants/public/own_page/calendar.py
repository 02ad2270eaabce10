"""The course days as a calendar (iCalendar, RFC 5545) that a person's own calendar keeps current.

It has a token of its own: whoever reads the calendar cannot answer for the person. The same facts
are the same bytes, so that a calendar that asks every few hours mostly hears "not changed".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.formatting import NBSP, way_in
from courses.models import Block, Course, CourseDay, Venue
from courses.timetable import Appointment, timetable
from participants.registration.history import StatusChange
from participants.registration.models import Registration
from participants.registration.status import TOOK_PART, Status

if TYPE_CHECKING:
    # It takes some MB, and most web workers are never asked for a calendar: see the functions.
    from icalendar import Calendar, Event, Timezone

ZONE = ZoneInfo(settings.TIME_ZONE)
# How often a calendar should look for changes.
REFRESH = timedelta(hours=6)
_NEVER_CHANGED = (0, datetime.min.replace(tzinfo=UTC))
# How often the rows of a model changed, and when for the last time, by primary key.
Changes = dict[int | None, tuple[int, datetime]]


def download_address(registration: Registration) -> str:
    """Return the calendar's path; it has no language, because the person has one."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("calendar", args=[registration.calendar_token])


def subscription_address(registration: Registration) -> str:
    """Return the address that opens the calendar of a phone or computer, and keeps it current."""
    return f"webcal://{urlsplit(settings.BASE_URL).netloc}{download_address(registration)}"


def calendar_bytes(registration: Registration) -> bytes:
    """Return the calendar as iCalendar (UTF-8), in the person's language.

    Who took part and left sees the days called off; who never had a place sees none."""
    with translation.override(registration.participant.language):
        calendar = _frame(registration.course)
        moves = list(registration.status_changes.all())
        if any(move.after == Status.ENROLLED for move in moves):
            _enter_days(calendar, registration, moves)
        return calendar.to_ical()


def _frame(course: Course) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Bremer Heimstiftung//BIQ//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = course.title
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    return calendar


def _enter_days(calendar: Calendar, registration: Registration, moves: list[StatusChange]) -> None:
    entries = [entry for block in timetable(registration.course) for entry in block.appointments]
    if not entries:
        return
    calendar.add_component(_zone([entry.day.date for entry in entries]))
    history = _History(registration.course)
    for entry in entries:
        calendar.add_component(_event(entry, registration, history, moves))


def _zone(dates: list[date]) -> Timezone:
    from icalendar import Timezone

    first, last = min(dates), max(dates)
    return Timezone.from_tzid(
        settings.TIME_ZONE, first_date=first.replace(month=1, day=1), last_date=last
    )


def _event(
    entry: Appointment, registration: Registration, history: _History, moves: list[StatusChange]
) -> Event:
    from icalendar import Event

    day = entry.day
    comes = registration.status in TOOK_PART and not day.is_cancelled
    changes, changed = history.changes_to(day)
    changed = max(changed, moves[-1].at)
    event = Event()
    event.add("uid", f"tag-{day.pk}-{registration.pk}@{settings.BASE_HOST}")
    event.add("summary", _summary(entry, registration))
    event.add("dtstart", datetime.combine(day.date, day.starts, ZONE))
    event.add("dtend", datetime.combine(day.date, day.ends, ZONE))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", changes + len(moves))
    event.add("status", "CONFIRMED" if comes else "CANCELLED")
    _add_place(event, entry)
    return event


def _summary(entry: Appointment, registration: Registration) -> str:
    title = f"{registration.course.title}, Block{NBSP}{entry.day.block.number}"
    if entry.day.is_cancelled:
        return _("Fällt aus: %(title)s") % {"title": title}
    return title


def _add_place(event: Event, entry: Appointment) -> None:
    venue, lines = entry.day.venue, [entry.day.block.title, entry.note]
    if venue:
        event.add("location", ", ".join(filter(None, (venue.name, venue.address))))
        lines += [way_in(venue), venue.access]
    else:
        lines.append(_("Den Ort sagen wir Ihnen rechtzeitig."))
    event.add("description", "\n".join(filter(None, lines)))


class _History:
    """When and how often the days of a course changed, and what is said of them."""

    def __init__(self, course: Course) -> None:
        days = CourseDay.objects.of_course(course)
        self.days = _changes(CourseDay, days)
        self.blocks = _changes(Block, course.blocks.all())
        self.venues = _changes(Venue, Venue.objects.filter(days__in=days))
        self.course = _changes(Course, Course.objects.filter(pk=course.pk)).get(course.pk)

    def changes_to(self, day: CourseDay) -> tuple[int, datetime]:
        """Return the number of changes, and the moment of the latest."""
        times, changed = self.days.get(day.pk, _NEVER_CHANGED)
        about = (self.blocks.get(day.block_id), self.venues.get(day.venue_id), self.course)
        return times, max([changed, *(at for _times, at in filter(None, about))])


def _changes(model: Any, rows: QuerySet[Any]) -> Changes:
    """Return (number, latest moment) of the kept versions by primary key."""
    kept = model.history.filter(id__in=rows.order_by().values("pk")).order_by().values("id")
    counted = kept.annotate(times=Count("pk"), at=Max("history_date"))
    return {row["id"]: (row["times"], row["at"]) for row in counted}
