"""The running order of a course day (Tagesablauf): its items, and when each of them begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from courses.models.programme import CourseDay
from web.public_version import PublicContent

HOUR = 60
LONGEST_ITEM = 12 * HOUR


class ItemKind(models.TextChoices):
    ARRIVAL = "arrival", "Ankommen"
    CONTRIBUTION = "contribution", "Beitrag"
    WALK = "walk", "Rundgang"
    BREAK = "break", "Pause"
    LUNCH = "lunch", "Mittagessen"
    REFLECTION = "reflection", "Rückblick"
    OTHER = "other", "Anderes"


class ProgrammeItem(PublicContent):
    """One item of the running order of a course day (Programmpunkt).

    Items follow each other in the order of `position`; equal positions follow in the order in which
    they were made. `starts` is given only where an item cannot move, else it begins when the one
    before ends."""

    day = models.ForeignKey(CourseDay, models.CASCADE, related_name="items", verbose_name="Kurstag")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    kind = models.CharField("Art", max_length=12, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField("Titel", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "Dauer in Minuten", validators=[MinValueValidator(1), MaxValueValidator(LONGEST_ITEM)]
    )
    starts = models.TimeField(
        "Fester Beginn",
        null=True,
        blank=True,
        help_text="Nur wenn der Beginn feststeht. Sonst beginnt der Punkt nach dem davor.",
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name="Wer leitet an",
    )
    room = models.CharField("Raum", max_length=120, blank=True)
    material = models.CharField("Material", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "Programmpunkt"
        verbose_name_plural = "Programmpunkte"

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def name(self) -> str:
        """What people read: the title, else who contributes, else what kind of item it is."""
        return self.title or str(self.filled_by or self.get_kind_display())

    @property
    def filled_by(self) -> Any:
        """The contribution that the item holds; None where there is none (yet)."""
        return getattr(self, "contribution", None)

    @property
    def waits_for_partner(self) -> bool:
        """Whether time is kept for a contribution that nobody gives yet."""
        return self.kind == ItemKind.CONTRIBUTION and self.filled_by is None


@dataclass(frozen=True)
class Slot:
    """An item and when it takes place, in minutes since midnight; it may end after midnight."""

    item: ProgrammeItem
    first_minute: int

    @property
    def last_minute(self) -> int:
        return self.first_minute + self.item.minutes

    @property
    def starts(self) -> time:
        return _clock(self.first_minute)

    @property
    def ends(self) -> time:
        return _clock(self.last_minute)


def running_order(day: CourseDay, items: Iterable[ProgrammeItem] | None = None) -> list[Slot]:
    """Return the items of the day in their order with their times; None reads them from the day.

    An item with a fixed start begins then, even where the one before it has not ended."""
    slots: list[Slot] = []
    minute = minute_of(day.starts)
    for item in day.items.all() if items is None else items:
        slots.append(Slot(item, minute_of(item.starts) if item.starts else minute))
        minute = slots[-1].last_minute
    return slots


def minute_of(moment: time) -> int:
    """Return the minutes since midnight."""
    return moment.hour * HOUR + moment.minute


def _clock(minute: int) -> time:
    return time(minute // HOUR % 24, minute % HOUR)
