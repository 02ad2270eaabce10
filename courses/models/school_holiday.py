from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db import models


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    def around(self, days: Iterable[date]) -> "SchoolHolidayQuerySet":
        """Return the holidays that begin or end between the first and the last of the days."""
        days = list(days)
        found = (
            self.none()
            if not days
            else self.filter(first_day__lte=max(days), last_day__gte=min(days))
        )
        return cast(SchoolHolidayQuerySet, found)


class SchoolHoliday(models.Model):
    """Days without school in Bremen (Schulferien), as staff write them down once a year."""

    name = models.CharField("Name", max_length=60, help_text="Zum Beispiel Herbstferien 2027.")
    first_day = models.DateField("Erster Ferientag")
    last_day = models.DateField("Letzter Ferientag")

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["first_day"]
        verbose_name = "Schulferien"
        verbose_name_plural = "Schulferien"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="holidays_end_after_they_begin",
                violation_error_message="Der letzte Ferientag liegt vor dem ersten.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day
