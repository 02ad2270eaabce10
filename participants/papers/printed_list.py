"""What is known of a printed signature list, so that its marks find the way back.

On paper the rows keep their order, while people leave the course and others come."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from courses.models import Course, CourseDay, CourseStatus

# Without 0 and O, 1, I and L, which look alike on paper, and without vowels: no list is a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
CODE_LENGTH = 5
# How long after the last day of its course a list may still come in.
KEPT_DAYS = 60


def new_list_code() -> str:
    """Return the random code of a list, as it is printed and stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_list_code(text: str) -> str:
    """Return a code as it is stored, however somebody typed it: "k7 p4-m"."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())[: 4 * CODE_LENGTH]


class PrintedListQuerySet(models.QuerySet["PrintedList"]):
    def of_courses(self, courses: models.QuerySet[Course]) -> "PrintedListQuerySet":
        return self.filter(day__block__course__in=courses)


class PrintedList(models.Model):
    """Who stood in which row of the signature list of a course day (Unterschriftenliste)."""

    code = models.CharField("Kurzzeichen", max_length=10, unique=True, default=new_list_code)
    day = models.ForeignKey(
        CourseDay, models.CASCADE, related_name="printed_lists", verbose_name="Kurstag"
    )
    version = models.PositiveSmallIntegerField("Fassung")
    # The primary keys of the registrations, from the first row to the last.
    rows = models.JSONField("Anmeldungen in der Reihenfolge der Zeilen", default=list)
    printed_at = models.DateTimeField("gedruckt am", default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = PrintedListQuerySet.as_manager()

    class Meta:
        ordering = ["day", "version"]
        verbose_name = "Unterschriftenliste"
        verbose_name_plural = "Unterschriftenlisten"
        constraints = [
            models.UniqueConstraint(fields=["day", "version"], name="one_list_per_version")
        ]

    def __str__(self) -> str:
        return self.code


@transaction.atomic
def list_of(day: CourseDay, by: User | None) -> PrintedList:
    """Return the list of everybody who takes or took part, as it is to be printed now.

    While the people stay the same it is one list, however often somebody opens its address; for
    other people it is a new version with a code of its own."""
    course = Course.objects.locked(day.block.course_id)
    rows = list(course.registrations.took_part().by_name().values_list("pk", flat=True))
    last = PrintedList.objects.filter(day=day).last()
    if last and last.rows == rows:
        return last
    version = last.version + 1 if last else 1
    return PrintedList.objects.create(day=day, version=version, rows=rows, printed_by=by)


def forget_printed_lists(now: datetime) -> int:
    """Delete the lists of courses that are cancelled or have long been over; return how many.

    Called by the worker; calling it twice does nothing more."""
    limit = timezone.localdate(now) - timedelta(days=KEPT_DAYS)
    later = CourseDay.objects.filter(block__course=OuterRef("day__block__course"), date__gte=limit)
    cancelled = Q(day__block__course__status=CourseStatus.CANCELLED)
    return PrintedList.objects.filter(cancelled | ~Exists(later)).delete()[0]
