"""One course day on one page, past or to come: when, where, with whom, in which order, for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from biq.leaders.views import LeaderRequest, led_day
from courses.models import (
    CourseDay,
    DayState,
    ProgrammeItem,
    Slot,
    running_order,
)
from participants.attendance.mark_log import Mark
from participants.attendance.marks import Attendance
from participants.papers.course_end import has_ended
from participants.registration.models import Registration
from participants.registration.status import Status
from partners.models import Contribution


@dataclass(frozen=True)
class DayPage:
    day: CourseDay
    contributions: list[Contribution]
    slots: list[Slot]
    coming: list[Registration]
    excused: list[Registration]
    others: list[CourseDay]

    @property
    def is_over(self) -> bool:
        """Return whether the course ended, so that phones and needs are nobody's business."""
        here = [] if self.day.is_cancelled else [self.day]
        return has_ended(self.day.block.course, [*here, *self.others], timezone.localdate())

    @property
    def before(self) -> CourseDay | None:
        """Return the day that takes place before this one; None for the first."""
        earlier = (day for day in self.others if _when(day) < _when(self.day))
        return max(earlier, key=_when, default=None)

    @property
    def after(self) -> CourseDay | None:
        later = (day for day in self.others if _when(day) > _when(self.day))
        return min(later, key=_when, default=None)

    @property
    def is_to_come(self) -> bool:
        return self.day.date > timezone.localdate()


@never_cache
@require_safe
def day_page(request: LeaderRequest, slug: str, day: int) -> HttpResponse:
    page = _page(led_day(request, slug, day))
    shown = {"course": page.day.block.course, "day": page.day, "page": page}
    return render(request, "leaders/day.html", shown)


def _page(day: CourseDay) -> DayPage:
    excused = _excused(day)
    people = _people(day)
    return DayPage(
        day=day,
        contributions=list(_contributions(day)),
        slots=running_order(day, _items(day)),
        coming=[one for one in people if one.pk not in excused],
        excused=[one for one in people if one.pk in excused],
        others=_others(day),
    )


def _people(day: CourseDay) -> list[Registration]:
    people = day.block.course.registrations.filter(status=Status.ENROLLED)
    found = people.by_name().select_related("participant")
    return [one for one in found if one.had_joined(day.date)]


def _excused(day: CourseDay) -> set[int]:
    rows = Attendance.objects.filter(day=day, mark=Mark.EXCUSED)
    return set(rows.values_list("registration_id", flat=True))


def _contributions(day: CourseDay) -> Iterable[Contribution]:
    """Return who comes on this day, or to its block without a day yet, with whom to call."""
    coming = Contribution.objects.on_day(day).select_related("partner")
    return coming.prefetch_related("partner__contact_persons")


def _items(day: CourseDay) -> QuerySet[ProgrammeItem]:
    contributions = Contribution.objects.coming().select_related("partner")
    items = day.items.select_related("responsible")
    return items.prefetch_related(Prefetch("contribution", contributions))


def _others(day: CourseDay) -> list[CourseDay]:
    """Return the other days of the course that take place."""
    days = CourseDay.objects.of_course(day.block.course).exclude(state=DayState.CANCELLED)
    return [one for one in days if one.pk != day.pk]


def _when(day: CourseDay) -> tuple[date, time, int]:
    return day.date, day.starts, day.pk
