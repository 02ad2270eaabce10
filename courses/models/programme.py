import datetime
from collections.abc import Iterable
from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from courses.models.course import Course
from courses.models.place import Venue
from web.public_version import PublicContent, PublicContentQuerySet


class Block(PublicContent):
    """A seminar of a course, usually of two days (Block); a course has six of them by default."""

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="blocks", verbose_name="Durchlauf"
    )
    number = models.PositiveSmallIntegerField("Nummer", validators=[MinValueValidator(1)])
    title = models.CharField("Titel", max_length=120)
    subtitle = models.CharField("Untertitel", max_length=160, blank=True)
    topic = models.TextField("Darum geht es", blank=True)
    goals = models.TextField(
        "Ziele", blank=True, help_text="Was die Teilnehmenden danach wissen oder können."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name = "Block"
        verbose_name_plural = "Blöcke"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"],
                name="one_block_per_number",
                violation_error_message="Diesen Block gibt es in dem Kurs schon.",
            )
        ]

    def __str__(self) -> str:
        return f"Block\N{NO-BREAK SPACE}{self.number}: {self.title}"


class DayState(models.TextChoices):
    PLANNED = "planned", "geplant"
    HELD = "held", "hat stattgefunden"
    CANCELLED = "cancelled", "abgesagt"


class CourseDayQuerySet(PublicContentQuerySet):
    def of_course(self, course: Course) -> "CourseDayQuerySet":
        """Return the days of the course, also cancelled ones, as they follow each other."""
        return self.filter(block__course=course).order_by("date", "starts", "pk")

    def of_courses(self, courses: Iterable[Course]) -> "CourseDayQuerySet":
        """Return the days of all these courses, also cancelled ones, as they follow each other."""
        return self.filter(block__course__in=courses).order_by("date", "starts", "pk")

    def held(self) -> "CourseDayQuerySet":
        return self.filter(state=DayState.HELD)


class CourseDay(PublicContent):
    """One calendar day of a block (Kurstag). A moved day keeps its row; a substitute names the
    day that it replaces."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="days", verbose_name="Block")
    date = models.DateField("Datum", db_index=True)
    starts = models.TimeField("Beginn", default=time(10))
    ends = models.TimeField("Ende", default=time(16))
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="days", verbose_name="Ort"
    )
    teaching_units = models.PositiveSmallIntegerField(
        "Unterrichtsstunden", default=7, help_text="Zu 45 Minuten."
    )
    state = models.CharField("Stand", max_length=10, choices=DayState, default=DayState.PLANNED)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute",
        verbose_name="Ersatz für",
    )
    history = HistoricalRecords()

    objects = CourseDayQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["date", "starts"]
        verbose_name = "Kurstag"
        verbose_name_plural = "Kurstage"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="day_ends_after_it_starts",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}"

    @property
    def is_substitute(self) -> bool:
        return self.replaces_id is not None

    @property
    def is_cancelled(self) -> bool:
        return self.state == DayState.CANCELLED

    @property
    def is_held(self) -> bool:
        return self.state == DayState.HELD

    def clean(self) -> None:
        if self.replaces and not self.replaces.is_cancelled:
            raise ValidationError({"replaces": "Bitte sagen Sie zuerst den alten Kurstag ab."})

    def hold(self) -> None:
        """Note that the day took place: it counts for the certificate from now on."""
        self._become(DayState.HELD)

    def plan_again(self) -> None:
        """Note that nothing is known any more of the day having taken place."""
        self._become(DayState.PLANNED)

    def cancel(self) -> None:
        """Call the day off: it leaves the count for the certificate."""
        self._become(DayState.CANCELLED)

    def _become(self, state: DayState) -> None:
        if self.state != state:
            self.state = state
            self.save(update_fields=["state"])

    def move(
        self,
        date: datetime.date,
        starts: time | None = None,
        ends: time | None = None,
        venue: Venue | None = None,
    ) -> None:
        """Put the day on another date; None keeps time and venue. Attendance stays with it.

        Raises ValidationError when the end would not follow the start."""
        self.date, self.starts, self.ends = date, starts or self.starts, ends or self.ends
        self.venue = venue or self.venue
        self.full_clean()
        self.save(update_fields=["date", "starts", "ends", "venue"])

    def substitute_on(self, date: datetime.date) -> "CourseDay":
        """Plan and return the day that takes the place of this cancelled one.

        Raises ValidationError while this day is not cancelled or has a substitute."""
        day = CourseDay(
            block=self.block,
            date=date,
            starts=self.starts,
            ends=self.ends,
            venue=self.venue,
            teaching_units=self.teaching_units,
            replaces=self,
        )
        day.full_clean()
        day.save()
        return day


def programme_length(days: Iterable[CourseDay]) -> int:
    """Return how many days the programme has that all these days are of.

    Days that were cancelled since still count; a substitute counts as the day it replaces."""
    return sum(not day.is_substitute for day in days)
