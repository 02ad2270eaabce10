"""What is to be done about course days and courses."""

from datetime import date

from django.db.models import F, Max, Q

from biq.staff.tasks.task import Task, cockpits
from courses.models import Course, CourseDay, CourseStatus, DayState
from participants.attendance.marks import with_entry_counts
from partners.models import ContributionState
from web.counting import one_or_many

_COURSE_OF_DAY = ("block__course__slug", "block__course__title")
_HOPEFUL = (ContributionState.ASKED, ContributionState.AGREED, ContributionState.HELD)


def missing_attendance(today: date) -> Task:
    days = CourseDay.objects.filter(
        Q(state=DayState.HELD) | Q(state=DayState.PLANNED, date__lt=today),
        block__course__status=CourseStatus.PUBLISHED,
    )
    # In two steps, because the database would count the marks of every course there ever was.
    found = with_entry_counts(
        CourseDay.objects.filter(pk__in=list(days.values_list("pk", flat=True)))
    )
    missing = found.filter(expected__gt=F("entered"))
    courses = list(missing.order_by("date").values_list(*_COURSE_OF_DAY))
    label = one_or_many(len(courses), "Kurstag, an dem", "Kurstage, an denen")
    return Task(len(courses), f"{label} Anwesenheit fehlt", cockpits(courses, "anwesenheit"))


def courses_to_complete(today: date) -> Task:
    alive = ~Q(blocks__days__state=DayState.CANCELLED)
    last = Max("blocks__days__date", filter=alive)
    ended = Course.objects.filter(status=CourseStatus.PUBLISHED).alias(last=last)
    courses = ended.filter(last__lt=today).order_by("last").values_list("slug", "title")
    label = one_or_many(len(courses), "Kurs ist zu Ende und nicht", "Kurse sind zu Ende und nicht")
    return Task(len(courses), f"{label} abgeschlossen", cockpits(courses, "zertifikate"))


def _days_without(one: str, many: str, lack: Q, today: date) -> Task:
    days = CourseDay.objects.filter(
        lack,
        state=DayState.PLANNED,
        date__gte=today,
        block__course__status__in=(CourseStatus.DRAFT, CourseStatus.PUBLISHED),
    )
    courses = list(days.order_by("date").values_list(*_COURSE_OF_DAY))
    return Task(len(courses), one_or_many(len(courses), one, many), cockpits(courses, "programm"))


def days_without_venue(today: date) -> Task:
    return _days_without("Kurstag ohne Ort", "Kurstage ohne Ort", Q(venue=None), today)


def days_without_partner(today: date) -> Task:
    one, many = "Kurstag ohne Kooperationspartner", "Kurstage ohne Kooperationspartner"
    return _days_without(one, many, ~Q(block__contributions__state__in=_HOPEFUL), today)
