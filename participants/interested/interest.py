"""People who want to hear of the next course in a district (Sagen Sie mir Bescheid)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from correspondence import forgetting
from correspondence.telling import Recipient
from courses.models import Course, District
from participants.people.reachable import CAN_BE_REACHED, Reachable
from web.input.searching import both_ways, search_key
from web.link_token import new_token


class Interest(Reachable):
    """One person's wish to be told when a course opens in a district, kept until `ends_on`.

    An e-mail address counts only once it is confirmed by link. The name may be empty."""

    EMAIL_CONFIRMED_FIELD = "confirmed_at"
    SEAL_SALT = "participants.interest"

    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="interests", verbose_name="Stadtteil"
    )
    name = models.CharField("Name", max_length=150, blank=True)
    consent_version = models.CharField("Fassung der Einwilligung", max_length=20)
    consent_text = models.TextField("Wortlaut der Einwilligung")
    created_at = models.DateTimeField("eingetragen am", default=timezone.now)
    confirmed_at = models.DateTimeField("E-Mail-Adresse bestätigt am", null=True, blank=True)
    ends_on = models.DateField("wird gelöscht am", db_index=True)
    search_key = models.TextField(editable=False, default="")
    told_of = models.ManyToManyField(
        Course, blank=True, related_name="+", verbose_name="Bescheid gesagt zu"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "Wunsch nach Bescheid"
        verbose_name_plural = "Sagen Sie mir Bescheid"
        constraints = [
            models.CheckConstraint(condition=CAN_BE_REACHED, name="interest_can_be_reached")
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email or self.phone_text} · {self.district}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name, self.email, both_ways(self.phone))
        super().save(*args, **kwargs)

    def own_page(self) -> str:
        """Return the path of the person's page about this wish, in the active language."""
        return reverse("interest", args=[self.token])

    def recipient(self) -> Recipient:
        """Return how the person is told of a course; an address that nobody confirmed is left out.

        Without another way nothing reaches them: then `Recipient.reached_by` is None."""
        known = self.as_recipient()
        return known if self.has_confirmed_email else replace(known, email="")

    @transaction.atomic
    def end(self) -> None:
        """Delete the wish, and everything that was written to the person because of it."""
        forgetting.forget(self.key)
        self.delete()


def interested_with_key(key: UUID) -> Recipient | None:
    """Return how somebody who waits for a course is told now; None for any other key.

    Their address counts as it is: what asks them to confirm it has to reach them."""
    interest = Interest.objects.filter(key=key).first()
    return interest.as_recipient() if interest else None
