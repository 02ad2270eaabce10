"""What is to be done about course days and courses."""

from datetime import date

from django.db.models import F, Max, Min, Q
from django.urls import reverse

from biq.staff.tasks.task import COUNTED, Task, cockpits
from courses.models import Block, Course, CourseDay, CourseStatus, DayState
from participants.attendance.marks import with_entry_counts
from partners.models import Contribution, Invitation
from web.counting import one_or_many

_COURSE_OF_DAY = ("block__course__slug", "block__course__title")
_PREPARED = (CourseStatus.DRAFT, CourseStatus.PUBLISHED)


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
    found_days = list(missing.order_by("date").values_list("pk", "date", "block__course__title"))
    label = one_or_many(len(found_days), "Kurstag, an dem", "Kurstage, an denen")
    links = [
        (f"{title}, {date:%d.%m.%Y}", reverse("staff:attendance", args=[pk]))
        for pk, date, title in found_days
    ]
    return Task(len(found_days), f"{label} Anwesenheit fehlt", links)


def courses_to_complete(today: date) -> Task:
    alive = ~Q(blocks__days__state=DayState.CANCELLED)
    last = Max("blocks__days__date", filter=alive)
    ended = Course.objects.filter(status=CourseStatus.PUBLISHED).alias(last=last)
    courses = ended.filter(last__lt=today).order_by("last").values_list("slug", "title")
    label = one_or_many(len(courses), "Kurs ist zu Ende und nicht", "Kurse sind zu Ende und nicht")
    return Task(len(courses), f"{label} abgeschlossen", cockpits(courses, "zertifikate"))


def days_without_venue(today: date) -> Task:
    days = CourseDay.objects.filter(
        venue=None,
        state=DayState.PLANNED,
        date__gte=today,
        block__course__status__in=_PREPARED,
    )
    courses = list(days.order_by("date").values_list(*_COURSE_OF_DAY))
    label = one_or_many(len(courses), "Kurstag ohne Ort", "Kurstage ohne Ort")
    return Task(len(courses), label, cockpits(courses, "programm"))


def blocks_without_partner(today: date) -> Task:
    """Blocks with a day to come, and nobody who may still contribute."""
    blocks = Block.objects.filter(
        ~Q(contributions__in=Contribution.objects.coming()),
        days__state=DayState.PLANNED,
        days__date__gte=today,
        course__status__in=_PREPARED,
    )
    firsts = blocks.annotate(first=Min("days__date")).order_by("first", "pk")
    courses = list(firsts.values_list("course__slug", "course__title"))
    one, many = "Block ohne Kooperationspartner", "Blöcke ohne Kooperationspartner"
    return Task(len(courses), one_or_many(len(courses), one, many), cockpits(courses, "programm"))


def open_proposals() -> Task:
    """Partners who proposed another day or time, and nobody has decided."""
    found = Invitation.objects.open_proposals().order_by("answered_at", "pk")
    rows = found.values_list("contribution", "contribution__partner__name")
    links = [(name, reverse("staff:invitation", args=[pk])) for pk, name in rows[:COUNTED]]
    one = "Vorschlag eines Kooperationspartners: bitte entscheiden"
    many = "Vorschläge von Kooperationspartnern: bitte entscheiden"
    return Task(len(links), one_or_many(len(links), one, many), links)
