"""What is stored of people on a day, who noted it last, and when: also who took a mark back."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.utils import timezone

from accounts.models import User
from courses.models import CourseDay
from participants.attendance.mark_log import MarkChange
from participants.attendance.marks import Attendance


class Noted(TypedDict):
    """The mark (empty: unknown), by whom, and when as people say it; both empty: never noted."""

    value: str
    by: str
    at: str


NOTHING: Noted = {"value": "", "by": "", "at": ""}


def noted_on(day: CourseDay) -> dict[int, Noted]:
    """Return what was noted of people on the day, by the primary key of the registration."""
    found: dict[int, Noted] = {}
    for change in MarkChange.objects.filter(day=day).select_related("by"):
        found[change.registration_id] = _noted("", change.by, change.at)
    for row in Attendance.objects.filter(day=day).select_related("noted_by"):
        found[row.registration_id] = _noted(row.mark, row.noted_by, row.noted_at)
    return found


def changes_after(day: CourseDay) -> Iterable[MarkChange]:
    """Return what was changed later than on the day itself, in order."""
    end = timezone.make_aware(datetime.combine(day.date, datetime.max.time()))
    changes = MarkChange.objects.filter(day=day, at__gt=end)
    return changes.select_related("registration__participant", "by")


def _noted(value: str, by: User | None, at: datetime) -> Noted:
    return {"value": value, "by": str(by or ""), "at": _moment(at)}


def _moment(moment: datetime) -> str:
    """Return the local time, and of another day the date."""
    at = timezone.localtime(moment)
    day = "" if at.date() == timezone.localdate() else f"am {at:%d.%m.%Y} "
    return f"{day}um {at:%H:%M} Uhr"
