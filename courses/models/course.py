from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from courses.default_programme import BRING, default_certificate_days
from courses.models.place import District
from web.public_version import PublicContent, PublicContentQuerySet

if TYPE_CHECKING:
    from courses.models.programme import CourseDay


class CourseStatus(models.TextChoices):
    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "veröffentlicht"
    COMPLETED = "completed", "abgeschlossen"
    CANCELLED = "cancelled", "abgesagt"


class Admission(models.TextChoices):
    AUTOMATIC = "automatic", "sofort, solange Plätze frei sind"
    STAFF = "staff", "durch die Verwaltung"


class RegistrationPhase(models.TextChoices):
    """What a resident can do today, derived from status and dates."""

    HIDDEN = "hidden", "nicht öffentlich"
    EARLY = "early", "Anmeldung noch nicht offen"
    OPEN = "open", "Anmeldung offen"
    CLOSED = "closed", "Anmeldung geschlossen"
    OVER = "over", "abgeschlossen"
    CANCELLED = "cancelled", "abgesagt"


check_code = RegexValidator(
    r"^[A-Z0-9]+\Z", "Bitte nur Buchstaben von A bis Z und Ziffern, ohne Leerzeichen."
)


class CourseQuerySet(PublicContentQuerySet):
    def public(self) -> "CourseQuerySet":
        """Return all but the drafts."""
        return self.exclude(status=CourseStatus.DRAFT)

    def begun(self, today: date) -> "CourseQuerySet":
        """Return the courses whose first day that takes place lies behind, or is the local date."""
        to_be_held = {"blocks__days__state__in": ("planned", "held")}
        return self.filter(blocks__days__date__lte=today, **to_be_held).distinct()

    def locked(self, pk: int) -> "Course":
        """Return the course, its row locked until the transaction ends: the queue for seats."""
        locked = self.select_related("district").select_for_update(of=("self",))
        return cast(Course, locked.get(pk=pk))


class Course(PublicContent):
    """One run of the programme in one district (Durchlauf, Kurs)."""

    title = models.CharField("Titel", max_length=120)
    slug = models.SlugField(
        "Web-Adresse", max_length=80, unique=True, help_text="Zum Beispiel walle-2027."
    )
    code = models.CharField(
        "Kurzzeichen",
        max_length=12,
        unique=True,
        validators=[check_code],
        help_text="Steht in jeder Anmeldenummer, zum Beispiel HEM27.",
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="courses", verbose_name="Stadtteil"
    )
    status = models.CharField(
        "Stand", max_length=10, choices=CourseStatus, default=CourseStatus.DRAFT, editable=False
    )
    capacity = models.PositiveSmallIntegerField(
        "Plätze", default=16, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    fee = models.DecimalField(
        "Kursgebühr in Euro",
        max_digits=7,
        decimal_places=2,
        default=Decimal("50.00"),
        validators=[MinValueValidator(Decimal(0))],
    )
    registration_opens = models.DateField("Anmeldung ab", null=True, blank=True)
    registration_closes = models.DateField("Anmeldung bis", null=True, blank=True)
    admission = models.CharField(
        "Aufnahme", max_length=10, choices=Admission, default=Admission.AUTOMATIC
    )
    offer_days = models.PositiveSmallIntegerField(
        "Frist für angebotene Plätze in Tagen", default=7, validators=[MinValueValidator(1)]
    )
    certificate_days = models.PositiveSmallIntegerField(
        "Nötige Kurstage",
        default=default_certificate_days(),
        validators=[MinValueValidator(1)],
        help_text="Für das Zertifikat. Fallen Kurstage aus, gilt der gleiche Anteil.",
    )
    counts_days_before_joining = models.BooleanField(
        "Tage vor dem Einstieg zählen mit",
        default=True,
        help_text="Mit Haken fehlen sie für das Zertifikat, und Sie entscheiden über Ausnahmen."
        " Ohne Haken gilt der gleiche Anteil der Tage seit dem Einstieg.",
    )
    leaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="led_courses",
        blank=True,
        limit_choices_to={"is_leader": True},
        verbose_name="Kursleitung",
    )
    bring = models.CharField(
        "Bitte mitbringen",
        max_length=300,
        blank=True,
        default=BRING,
        help_text="Steht in der Zusage und auf der Seite der Person.",
    )
    contact_name = models.CharField("Ansprechperson", max_length=120, blank=True)
    contact_phone = models.CharField("Telefon", max_length=40, blank=True)
    contact_email = models.EmailField("E-Mail", blank=True)
    history = HistoricalRecords()

    objects = CourseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-pk"]
        verbose_name = "Durchlauf"
        verbose_name_plural = "Durchläufe"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("course", args=[self.slug])

    def registration_phase(self, today: date) -> RegistrationPhase:
        """Return what a resident can do on the given local date."""
        settled: dict[str, RegistrationPhase] = {
            CourseStatus.DRAFT: RegistrationPhase.HIDDEN,
            CourseStatus.COMPLETED: RegistrationPhase.OVER,
            CourseStatus.CANCELLED: RegistrationPhase.CANCELLED,
        }
        return settled.get(self.status) or self._phase_by_date(today)

    def _phase_by_date(self, today: date) -> RegistrationPhase:
        if self.registration_opens is None or today < self.registration_opens:
            return RegistrationPhase.EARLY
        if self.registration_closes is None or today > self.registration_closes:
            return RegistrationPhase.CLOSED
        return RegistrationPhase.OPEN

    def is_open_for_registration(self, today: date | None = None) -> bool:
        """Return whether residents can register on the local date; None means today."""
        return self.registration_phase(today or timezone.localdate()) == RegistrationPhase.OPEN

    def offers_seats(self, today: date) -> bool:
        """Return True until the first block that takes place is over: later nobody can catch up."""
        return self.status == CourseStatus.PUBLISHED and today <= self._first_block_ends()

    def _first_block_ends(self) -> date:
        """Return the last day of the first block that takes place.

        Without any day that is never, when all days are cancelled it was long ago."""
        days = self.days()
        dates = [(day.block.number, day.date) for day in days if not day.is_cancelled]
        unknown = date.min if days else date.max
        return max((day for number, day in dates if number == min(dates)[0]), default=unknown)

    def days(self) -> list["CourseDay"]:
        """Return all days with their venues, also cancelled ones, as they follow each other."""
        with_venue = apps.get_model("courses", "CourseDay").objects.select_related("venue")
        days = models.Prefetch("days", with_venue)
        return sorted(
            (day for block in self.blocks.prefetch_related(days) for day in block.days.all()),
            key=lambda day: (day.date, day.starts, day.pk),
        )
