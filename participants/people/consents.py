"""What people agree to. A wording has a version, and stays as long as a consent to it exists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol, Self

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.people.person import Participant

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ConsentKind(models.TextChoices):
    PHOTOS_INSIDE = "photos_inside", _("Fotos für die Kursgruppe")
    PHOTOS_PUBLIC = "photos_public", _("Fotos in der Öffentlichkeit")
    ALUMNI = "alumni", _("Einladungen nach dem Kurs")
    GUARDIAN = "guardian", _("Einwilligung der Sorgeberechtigten")


@dataclass(frozen=True)
class Wording:
    """What stood beside the box that was ticked; versions are named after their month."""

    kind: ConsentKind
    version: str
    text: "StrOrPromise"


WORDINGS = (
    Wording(
        ConsentKind.PHOTOS_INSIDE,
        "2026-11",
        _("Fotos von mir dürfen an die anderen in der Kursgruppe gehen."),
    ),
    Wording(
        ConsentKind.PHOTOS_PUBLIC,
        "2026-11",
        _("Fotos von mir dürfen auf der Webseite und in Faltblättern von BIQ erscheinen."),
    ),
    Wording(
        ConsentKind.ALUMNI,
        "2026-11",
        _("Die Bremer Heimstiftung darf mich nach dem Kurs zu Treffen einladen."),
    ),
    Wording(
        ConsentKind.GUARDIAN,
        "2026-11",
        _("Ich bin sorgeberechtigt und mit der Teilnahme am Kurs einverstanden."),
    ),
)


def current_wording(kind: str) -> Wording:
    """Return the newest wording of a kind of consent: the one that forms show.

    Raises StopIteration for what is no `ConsentKind`."""
    return next(wording for wording in reversed(WORDINGS) if wording.kind == kind)


def wording_with_version(kind: str, version: str | None) -> Wording | None:
    """Return the wording that had this version; None when there never was one."""
    return next((w for w in WORDINGS if (w.kind, w.version) == (kind, version)), None)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, kind: str) -> Self:
        """The consents of one kind that nobody withdrew."""
        return self.filter(kind=kind, withdrawn_at=None)


class Consent(models.Model):
    """What a person agreed to (Einwilligung): wording, version, time, channel, and withdrawal."""

    participant = models.ForeignKey(
        "participants.Participant", models.CASCADE, related_name="consents"
    )
    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="consents"
    )
    kind = models.CharField("Einwilligung", max_length=20, choices=ConsentKind)
    version = models.CharField("Fassung", max_length=20)
    text = models.TextField("Wortlaut")
    channel = models.CharField("Weg", max_length=10)
    language = models.CharField("Sprache des Wortlauts", max_length=10, default="de")
    given_at = models.DateTimeField("gegeben am", default=timezone.now)
    signed_on = models.DateField(
        "unterschrieben am", null=True, blank=True, help_text="Nur bei einer Anmeldung auf Papier."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="notiert durch",
        help_text="Leer: die Person selbst.",
    )
    withdrawn_at = models.DateTimeField("widerrufen am", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"

    def __str__(self) -> str:
        return self.get_kind_display()

    def withdraw(self, now: datetime | None = None) -> None:
        """End the consent at `now`, None for this moment; a second time changes nothing."""
        if self.withdrawn_at is None:
            self.withdrawn_at = now or timezone.now()
            self.save(update_fields=["withdrawn_at"])


class PersonInCourse(Protocol):
    """A registration: it belongs to one person."""

    pk: Any

    @property
    def participant(self) -> Participant: ...


def give_consent(
    registration: PersonInCourse,
    kind: str,
    channel: str,
    by: User | None = None,
    version: str | None = None,
    signed_on: date | None = None,
) -> Consent:
    """Record an agreement, which reached us on `channel`; `by` is None for the person themselves.

    `version` names the wording that they saw in their language; None stands for the current one.
    `signed_on` is the date beside their signature on paper."""
    wording = wording_with_version(kind, version) or current_wording(kind)
    language = registration.participant.language
    with translation.override(language):
        text = str(wording.text)
    return Consent.objects.create(
        participant=registration.participant,
        registration_id=registration.pk,
        kind=kind,
        version=wording.version,
        text=text,
        channel=channel,
        language=language,
        signed_on=signed_on,
        recorded_by=by,
    )
