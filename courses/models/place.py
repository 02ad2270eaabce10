from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from web.input.text_cleaning import fold
from web.public_version import PublicContent


class District(PublicContent):
    """One of Bremen's 23 districts (Stadtteil)."""

    name = models.CharField("Name", max_length=50, unique=True)
    slug = models.SlugField(unique=True)
    # As DIN 5007 sorts: Häfen before Hemelingen, on every database.
    sort_key = models.CharField(max_length=50, editable=False, default="")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "Stadtteil"
        verbose_name_plural = "Stadtteile"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = fold(self.name)[:50]
        super().save(*args, **kwargs)


class StepFree(models.TextChoices):
    YES = "yes", "ohne Stufen"
    PARTLY = "partly", "teilweise ohne Stufen"
    NO = "no", "nur über Stufen"


class Venue(PublicContent):
    """Where a course day takes place (Ort), with how to get in without steps."""

    name = models.CharField("Name", max_length=120)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, default="Bremen")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, verbose_name="Stadtteil"
    )
    step_free = models.CharField("Zugang", max_length=10, choices=StepFree)
    access = models.TextField(
        "So kommen Sie hinein",
        blank=True,
        help_text="Zum Beispiel: Eingang vom Hof, Aufzug links, Toilette für alle im Erdgeschoss.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = "Ort"
        verbose_name_plural = "Orte"

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street and town in one line; the empty string while none is known."""
        town = f"{self.postal_code} {self.city}".strip() if self.street else ""
        return ", ".join(part for part in (self.street, town) if part)
