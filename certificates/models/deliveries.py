"""What happened to a paper after it was printed: who got it when, and which copies were made."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from certificates.sheet_languages import SHEETS


class Way(models.TextChoices):
    """How a paper reached somebody."""

    CEREMONY = "ceremony", "bei der Feier übergeben"
    HAND = "hand", "persönlich übergeben"
    POST = "post", "mit der Post"
    ONLINE = "online", "Link zur eigenen Seite"


class Delivery(models.Model):
    """A paper reached somebody (Übergabe). Never edited: a correction is a new line."""

    certificate = models.ForeignKey(
        "certificates.Certificate", models.CASCADE, related_name="deliveries"
    )
    on = models.DateField("am")
    way = models.CharField("Weg", max_length=10, choices=Way)
    received_by = models.CharField("erhalten hat es", max_length=150, blank=True)
    noted_at = models.DateTimeField("notiert am", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="notiert durch",
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"

    def __str__(self):
        return f"{self.on:%d.%m.%Y}, {self.get_way_display()}"


class SecondCopyQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(pdf="", problem="")


class SecondCopy(models.Model):
    """The same paper once more, with "Zweitschrift" printed on it (Zweitschrift); or, with a
    `language`, what is printed on it in that language, as a sheet beside it (Übersetzungsblatt).

    Without a PDF it is still to be printed; `problem` says why it could not be."""

    certificate = models.ForeignKey(
        "certificates.Certificate", models.CASCADE, related_name="second_copies"
    )
    language = models.CharField("Sprache", max_length=10, blank=True, default="", choices=SHEETS)
    ordered_at = models.DateTimeField("bestellt am", default=timezone.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="bestellt durch",
    )
    pdf = models.FileField("PDF", max_length=120, blank=True)
    sha256 = models.CharField("Prüfsumme (SHA-256)", max_length=64, blank=True)
    problem = models.TextField("Warum es sich nicht drucken ließ", blank=True)

    objects = SecondCopyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "Zweitschrift"
        verbose_name_plural = "Zweitschriften"
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(pdf="", problem=""),
                name="copies_to_be_printed",
            ),
        ]

    def __str__(self):
        return f"{self.label} zu {self.certificate}"

    @property
    def label(self):
        """What it is: "Zweitschrift", or "Übersetzungsblatt (Türkisch)"."""
        if not self.language:
            return "Zweitschrift"
        return f"Übersetzungsblatt ({self.get_language_display()})"

    @property
    def is_waiting(self):
        return not (self.pdf or self.problem)

    @property
    def number(self):
        return self.certificate.number


class Rehearsal(models.Model):
    """A trial print of all papers of a course that are due (Probedruck); nothing is numbered.

    `problems` are pairs (whose paper, what is wrong)."""

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="rehearsals")
    asked_at = models.DateTimeField("gewünscht am", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    finished_at = models.DateTimeField("fertig am", null=True)
    papers = models.PositiveIntegerField("Papiere", default=0)
    problems = models.JSONField("Probleme", default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "Probedruck"
        verbose_name_plural = "Probedrucke"
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(finished_at=None),
                name="one_rehearsal_at_a_time",
            ),
        ]

    def __str__(self):
        return f"Probedruck: {self.course}"
