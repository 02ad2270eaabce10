"""The register of partners: organisations with those to ask there, and single people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.models import District
from partners.searchable import Searchable, with_keys
from web.input.phone_numbers import read_phone
from web.input.searching import both_ways, number_digits, search_key, search_words
from web.public_version import PublicContent, PublicContentQuerySet

# What stays of the name of somebody who wants to be forgotten.
NAMELESS = "ein Kooperationspartner"


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


class PartnerQuerySet(PublicContentQuerySet):
    def search(self, text: str) -> Self:
        """Those of whom the register knows every word of the text, whatever its spelling: name,
        kind, districts, those to ask, topics and the notes of the staff."""
        rows = self
        for word in search_words(text):
            in_notes = models.Q(notes_key__contains=word)
            rows = rows.filter(_known_by(word, ContactPerson.objects.all()) | in_notes)
        return rows

    def search_for_leaders(self, text: str) -> Self:
        """Like `search`, but never in the notes, nor among those who left a partner."""
        rows = self
        for word in search_words(text):
            rows = rows.filter(_known_by(word, ContactPerson.objects.present()))
        return rows

    def named(self) -> Self:
        """Those who did not ask to be forgotten."""
        return self.filter(forgotten_at=None)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        return super().bulk_create(with_keys(objs), *args, **kwargs)


def _known_by(word: str, people: "ContactPersonQuerySet") -> models.Q:
    found = models.Q(search_key__contains=word)
    found |= models.Q(pk__in=people.filter(search_key__contains=word).order_by().values("partner"))
    districts = District.objects.filter(sort_key__contains=word).order_by()
    found |= models.Q(
        pk__in=Partner.districts.through.objects.filter(district__in=districts).values("partner")
    )
    topics: Any = Partner._meta.get_field("contributions").related_model
    about = topics.objects.filter(search_key__contains=word).order_by()
    return found | models.Q(pk__in=about.values("partner"))


class Partner(Searchable, PublicContent):
    """An organisation or a person contributing to blocks (Kooperationspartner).

    Whoever asked to be forgotten keeps a row without a name: what was contributed stays."""

    KEYS = ("search_key", "notes_key")

    name = models.CharField("Name", max_length=150)
    world = models.CharField("Bereich", max_length=12, choices=World)
    kind = models.CharField("Art", max_length=20, choices=Kind)
    districts = models.ManyToManyField(
        District, related_name="partners", blank=True, verbose_name="Stadtteile"
    )
    website = models.URLField("Webseite", blank=True)
    notes = models.TextField(
        "Notizen für die Verwaltung",
        blank=True,
        help_text="Nur was bei der Zusammenarbeit hilft, ohne Urteile über Menschen.",
    )
    notes_key = models.TextField(editable=False, default="")
    forgotten_at = models.DateTimeField("gelöscht am", null=True, editable=False)

    objects = PartnerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["name"]
        verbose_name = "Kooperationspartner"
        verbose_name_plural = "Kooperationspartner"

    def __str__(self) -> str:
        return self.name

    def fill_keys(self) -> None:
        super().fill_keys()
        self.notes_key = search_key(self.notes)

    def searched_in(self) -> list[str]:
        return [self.name, self.get_kind_display(), self.get_world_display(), self.website]

    def to_ask(self) -> "list[ContactPerson]":
        """Return those to ask who are still there, in the order of their names."""
        return [one for one in self.contact_persons.all() if one.is_present]


class ContactPersonQuerySet(models.QuerySet["ContactPerson"]):
    def present(self) -> Self:
        """Those who did not leave the partner."""
        return self.filter(left_on=None)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        return super().bulk_create(with_keys(objs), *args, **kwargs)


class ContactPerson(Searchable):
    """Whom to ask at a partner (Ansprechperson).

    Who leaves is marked and keeps the row. Who is at two partners has two rows."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contact_persons")
    name = models.CharField("Name", max_length=150)
    role = models.CharField("Aufgabe", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    channel = models.CharField(
        "So melden wir uns",
        max_length=10,
        choices=[("", "wie es am schnellsten geht"), *Channel.choices],
        blank=True,
        default="",
    )
    left_on = models.DateField(
        "Nicht mehr dort seit",
        null=True,
        blank=True,
        help_text="Wer geht, bleibt in der Liste und wird nicht mehr gefragt.",
    )

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        ways = {Channel.EMAIL: self.email, Channel.PHONE: self.phone, Channel.POST: self.street}
        if self.channel and not ways[Channel(self.channel)]:
            raise ValidationError({"channel": "Dafür fehlt noch die Angabe."})

    def searched_in(self) -> list[str]:
        return [self.name, self.role, self.email, _digits(self.phone)]

    @property
    def is_present(self) -> bool:
        return self.left_on is None

    def leave(self, on: date | None = None) -> None:
        """Note that the person is not there any more; None is today. A second time it is so."""
        if self.is_present:
            self.left_on = on or timezone.localdate()
            self.save(update_fields=["left_on"])

    @property
    def post_address(self) -> str:
        """Person, organisation, street and town on lines of their own; empty without a street."""
        if not self.street:
            return ""
        town = f"{self.postal_code} {self.city}".strip()
        where = "" if self.partner.name == self.name else self.partner.name
        return "\n".join(filter(None, (where, self.name, self.street, town)))

    def recipient(self, channel: str = "") -> Recipient:
        """Return how the person is told something: by this channel, or the one they like best.

        On the phone it helps to know for whom they work."""
        known = Recipient(
            key=self.key,
            name=self.name,
            channel=channel or self.channel or Channel.EMAIL,
            email=self.email,
            phone=self.phone,
            post_address=self.post_address,
            email_confirmed=True,
        )
        is_called = known.reached_by == Channel.PHONE and self.partner.name != self.name
        return replace(known, name=f"{self.name} ({self.partner})") if is_called else known


def _digits(phone: str) -> str:
    try:
        return both_ways(read_phone(phone)) if phone else ""
    except ValidationError:  # old text that is no number, or an odd number
        return number_digits(phone)


def contact_with_key(key: UUID) -> Recipient | None:
    """Return how somebody at a partner is told something now; None for any other key.

    Who left has no address any more."""
    person = ContactPerson.objects.select_related("partner").filter(key=key).first()
    if person is None:
        return None
    if person.is_present:
        return person.recipient()
    return Recipient(key, person.name, person.channel or Channel.EMAIL)
