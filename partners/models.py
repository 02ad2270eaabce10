from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from courses.models import Block, CourseDay, District, ProgrammeItem
from web.public_version import PublicContent, PublicContentQuerySet


class World(models.TextChoices):
    PROFESSIONAL = "professional", "Profis"
    CIVIL = "civil", "Zivilgesellschaft"


class Kind(models.TextChoices):
    """The kinds that the foundation's page names."""

    QUARTER_MANAGEMENT = "quarter_management", "Quartiersmanagement"
    DISTRICT_WORK = "district_work", "Stadtteilarbeit"
    LOCAL_OFFICE = "local_office", "Ortsamt"
    CHURCH = "church", "Kirche oder Religionsgemeinschaft"
    POLICE = "police", "Kontaktpolizei"
    FOUNDATION = "foundation", "Stiftung"
    WELFARE = "welfare", "Wohlfahrtsverband"
    CLUB = "club", "Verein"
    CITIZENS_GROUP = "citizens_group", "Bürgergruppe"
    PERSON = "person", "Einzelperson"
    OTHER = "other", "Anderes"


class Partner(PublicContent):
    """An organisation or a person contributing to blocks (Kooperationspartner)."""

    name = models.CharField("Name", max_length=150)
    world = models.CharField("Bereich", max_length=12, choices=World)
    kind = models.CharField("Art", max_length=20, choices=Kind)
    districts = models.ManyToManyField(
        District, related_name="partners", blank=True, verbose_name="Stadtteile"
    )
    website = models.URLField("Webseite", blank=True)
    notes = models.TextField("Notizen für die Verwaltung", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "Kooperationspartner"
        verbose_name_plural = "Kooperationspartner"

    def __str__(self) -> str:
        return self.name


class ContactPerson(models.Model):
    """Whom to ask at a partner (Ansprechperson)."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contact_persons")
    name = models.CharField("Name", max_length=150)
    role = models.CharField("Aufgabe", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"

    def __str__(self) -> str:
        return self.name


class ContributionState(models.TextChoices):
    ASKED = "asked", "angefragt"
    AGREED = "agreed", "zugesagt"
    DECLINED = "declined", "abgesagt"
    HELD = "held", "hat stattgefunden"


class ContributionQuerySet(PublicContentQuerySet):
    def coming(self) -> "ContributionQuerySet":
        """Those to count on, and those that took place: all that were not declined."""
        return self.exclude(state=ContributionState.DECLINED)

    def certain(self) -> "ContributionQuerySet":
        """Those that may be shown to the public: agreed or held."""
        return self.filter(state__in=(ContributionState.AGREED, ContributionState.HELD))


class Contribution(PublicContent):
    """One partner's part in one block (Beitrag)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="contributions", verbose_name="Kooperationspartner"
    )
    block = models.ForeignKey(
        Block, models.CASCADE, related_name="contributions", verbose_name="Block"
    )
    day = models.ForeignKey(
        CourseDay,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name="Kurstag",
        help_text="Leer, solange der Tag noch offen ist.",
    )
    item = models.OneToOneField(
        ProgrammeItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contribution",
        verbose_name="Programmpunkt",
        help_text="Leer, solange der Beitrag noch keinen Platz im Tagesablauf hat.",
    )
    topic = models.CharField("Thema", max_length=200, blank=True)
    state = models.CharField(
        "Stand", max_length=10, choices=ContributionState, default=ContributionState.ASKED
    )
    asked_at = models.DateTimeField("angefragt am", default=timezone.now, editable=False)
    history = HistoricalRecords()

    objects = ContributionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["block__number", "pk"]
        verbose_name = "Beitrag"
        verbose_name_plural = "Beiträge"

    def __str__(self) -> str:
        return f"{self.partner}: {self.topic}" if self.topic else str(self.partner)

    def clean(self) -> None:
        if self.day and self.block_id and self.day.block_id != self.block_id:
            raise ValidationError({"day": "Dieser Kurstag gehört zu einem anderen Block."})
        if self.item and self.item.day_id != self.day_id:
            raise ValidationError({"day": "Im Ablauf steht der Beitrag an einem anderen Kurstag."})
