"""People who want to hear of the next course in a district (Sagen Sie mir Bescheid)."""

import secrets
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from correspondence.models import Channel
from courses.models import Course, District


def new_token():
    return secrets.token_urlsafe(16)


class Interest(models.Model):
    """One person's wish to be told when a course opens in a district, kept until `ends_on`.

    An e-mail address counts only once it is confirmed by link."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="interests", verbose_name="Stadtteil"
    )
    name = models.CharField("Name", max_length=150, blank=True)
    channel = models.CharField(
        "So möchte die Person erreicht werden", max_length=10, choices=Channel
    )
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = models.CharField("Telefonnummer", max_length=20, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    language = models.CharField("Sprache", max_length=10, default="de")
    consent_version = models.CharField("Fassung der Einwilligung", max_length=20)
    consent_text = models.TextField("Wortlaut der Einwilligung")
    created_at = models.DateTimeField("eingetragen am", default=timezone.now)
    confirmed_at = models.DateTimeField("E-Mail-Adresse bestätigt am", null=True, blank=True)
    ends_on = models.DateField("wird gelöscht am", db_index=True)
    told_of = models.ManyToManyField(
        Course, blank=True, related_name="+", verbose_name="Bescheid gesagt zu"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "Wunsch nach Bescheid"
        verbose_name_plural = "Sagen Sie mir Bescheid"
        constraints = [
            models.CheckConstraint(
                condition=Q(email__gt="") | Q(phone__gt="") | Q(street__gt=""),
                name="interest_can_be_reached",
            )
        ]

    def __str__(self):
        return f"{self.name or self.email or self.phone} · {self.district}"
