"""The people who register (Teilnehmende), and how lists and searches find them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from correspondence.forgetting import drop_open
from correspondence.telling import Recipient
from participants.people.names import list_name, name_key, sort_key
from participants.people.reachable import CAN_BE_REACHED, Reachable
from web.input.searching import both_ways, search_key, search_words

Found = TypeVar("Found", bound=models.QuerySet)


def with_words(rows: Found, text: str) -> Found:
    """Return the rows whose `search_key` contains every word of the text."""
    for word in search_words(text):
        rows = rows.filter(search_key__contains=word)
    return rows


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def search(self, text: str) -> Self:
        """Those whose name, e-mail address or phone number contains every word of the text.

        Spelling, order and punctuation do not count: see `web.input.searching`."""
        return with_words(self, text)


class Participant(Reachable):
    """A person (Teilnehmerin, Teilnehmer): one full name, at least one way to be reached."""

    EMAIL_CONFIRMED_FIELD = "email_confirmed_at"
    SEAL_SALT = "participants.email"

    sort_name = models.CharField(
        "Name in Listen",
        max_length=160,
        blank=True,
        help_text="Wird aus dem Namen gebildet. Bitte ändern, wenn die Reihenfolge nicht stimmt.",
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_key = models.TextField(editable=False)
    name_key = models.CharField(max_length=200, editable=False, db_index=True, default="")
    email_confirmed_at = models.DateTimeField(
        "E-Mail-Adresse bestätigt am", null=True, blank=True, editable=False
    )
    date_of_death = models.DateField(
        "Verstorben am",
        null=True,
        blank=True,
        help_text="Dann wird nichts mehr verschickt.",
    )
    # Names of contact fields, each with the moment in which the person corrected it by themselves.
    own_corrections = models.JSONField("selbst geändert", default=dict, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        constraints = [
            models.CheckConstraint(
                condition=CAN_BE_REACHED,
                name="one_channel_at_least",
                violation_error_message="Bitte tragen Sie E-Mail, Telefon oder Adresse ein.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Derive what lists are sorted and searched by; bulk_create() does not do it by itself."""
        self.sort_name = self.sort_name or list_name(self.name)[:160]
        self.sort_key = sort_key(self.sort_name)[:200]
        self.name_key = name_key(self.name)[:200]
        self.search_key = search_key(self.name, self.email, both_ways(self.phone))

    def change_contact(self, contact: Mapping[str, str]) -> None:
        """Store what the person corrected, given as fields, and when it was; nobody confirmed
        another e-mail address."""
        if contact["email"].lower() != self.email.lower():
            self.email_confirmed_at = None
        changed = {name: value for name, value in contact.items() if value != getattr(self, name)}
        self.own_corrections |= dict.fromkeys(changed, timezone.now().isoformat())
        for name, value in changed.items():
            setattr(self, name, value)
        kept = ("email_confirmed_at", "own_corrections", "search_key")
        self.save(update_fields=[*changed, *kept])

    def corrected_at(self, name: str) -> datetime | None:
        """Return when the person last corrected the contact field; None: never by themselves."""
        found = self.own_corrections.get(name)
        return datetime.fromisoformat(found) if found else None

    def recipient(self) -> Recipient | None:
        """Return how this person is told something; None for somebody who died."""
        return None if self.date_of_death else self.as_recipient()

    @transaction.atomic
    def record_death(self, date: date, by: User | None) -> None:
        """Note the date of death: nothing is sent any more, and every open place is given back.

        Raises ValidationError when one is noted already."""
        alive = type(self).objects.filter(pk=self.pk, date_of_death=None)
        if not alive.update(date_of_death=date):
            raise ValidationError("Das Sterbedatum ist schon eingetragen.")
        self.date_of_death = date
        drop_open(self.key)
        for registration in self.registrations.all():
            registration.withdraw_deceased(by)


def person_with_key(key: UUID) -> Recipient | None:
    """Return how the person is told something now; None when there is none with this key.

    Who died has no address any more."""
    person = Participant.objects.filter(key=key).first()
    if person is None:
        return None
    return person.recipient() or Recipient(key, person.name, person.channel)
