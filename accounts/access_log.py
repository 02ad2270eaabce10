"""Who came in, who did not, whose second factor was taken away, and which lists left the house.

Staff read it in the lists. It is kept for half a year: the connections in it are personal data."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from web.client_address import client_address, household

DAYS_KEPT = 180


class AccessKind(models.TextChoices):
    SIGNED_IN = "signed_in", "angemeldet"
    WRONG_PASSWORD = "wrong_password", "falsches Passwort"
    WRONG_CODE = "wrong_code", "falscher Code"
    PASSWORD_CHANGED = "password_changed", "Passwort geändert"
    FACTOR_ADDED = "factor_added", "zweiten Faktor eingerichtet"
    FACTOR_REMOVED = "factor_removed", "zweiten Faktor ausgeschaltet"
    FACTOR_RESET = "factor_reset", "zweiter Faktor durch die Verwaltung gelöscht"
    SESSIONS_ENDED = "sessions_ended", "auf anderen Geräten abgemeldet"
    EXPORTED = "exported", "Liste heruntergeladen"


class AccessRecord(models.Model):
    """One line of the log of accesses (Zugangsprotokoll); it is never changed.

    `user` is whom it is about: None for an address that nobody logs in with. What was typed there
    is not kept, since it may be a password. `by` is who did it to somebody else."""

    at = models.DateTimeField("wann", default=timezone.now, db_index=True)
    kind = models.CharField("was", max_length=20, choices=AccessKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="accesses",
        verbose_name="wer",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="durch",
    )
    subject = models.CharField("wozu", max_length=200, blank=True)
    connection = models.CharField("Anschluss", max_length=50, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "Eintrag im Zugangsprotokoll"
        verbose_name_plural = "Einträge im Zugangsprotokoll"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.at):%d.%m.%Y %H:%M}"


def record(
    request: HttpRequest,
    kind: AccessKind,
    user: Any,
    *,
    by: Any = None,
    subject: str = "",
) -> None:
    """Write a line about a User; None where nobody has the address. `by` is a User or None."""
    AccessRecord.objects.create(
        kind=kind, user=user, by=by, subject=subject[:200], connection=connection_of(request)
    )


def connection_of(request: HttpRequest) -> str:
    """Return the address of the connection, of IPv6 only the network; empty when unknown."""
    address = client_address(request)
    return household(address).removesuffix("/32") if address else ""


def clear_access_log(now: datetime) -> None:
    """Forget what is older than half a year."""
    AccessRecord.objects.filter(at__lt=now - timedelta(days=DAYS_KEPT)).delete()
