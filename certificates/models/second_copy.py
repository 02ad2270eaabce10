"""Second copies of certificates, and the translation sheets beside them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from certificates.sheet_languages import SHEETS


class SecondCopyQuerySet(models.QuerySet["SecondCopy"]):
    def waiting(self) -> "SecondCopyQuerySet":
        """Those that are still to be printed."""
        return self.filter(pdf="", problem="")


class SecondCopy(models.Model):
    """The same certificate once more, with "Zweitschrift" printed on it (Zweitschrift); or, with a
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

    def __str__(self) -> str:
        return f"{self.label} zu {self.certificate}"

    @property
    def label(self) -> str:
        """What it is: "Zweitschrift", or "Übersetzungsblatt (Türkisch)"."""
        if not self.language:
            return "Zweitschrift"
        return f"Übersetzungsblatt ({self.get_language_display()})"

    @property
    def is_waiting(self) -> bool:
        return not (self.pdf or self.problem)

    @property
    def number(self) -> str:
        return self.certificate.number
