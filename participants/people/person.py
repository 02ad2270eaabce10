"""The people who register (Teilnehmende), and how lists and searches find them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import User
from correspondence.forgetting import drop_open
from correspondence.telling import Recipient
from participants.people.contact import phone_for_people
from participants.people.reachable import CAN_BE_REACHED, Reachable
from web.text_cleaning import fold


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def search(self, text: str) -> Self:
        """Those whose name, e-mail address or phone number contains every word of the text."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_key__contains=word)
        return found


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
    email_confirmed_at = models.DateTimeField(
        "E-Mail-Adresse bestätigt am", null=True, blank=True, editable=False
    )
    date_of_death = models.DateField(
        "Verstorben am",
        null=True,
        blank=True,
        help_text="Dann wird nichts mehr verschickt.",
    )
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
        self.sort_name = self.sort_name or list_name(self.name)
        self.sort_key = fold(self.sort_name)[:200]
        national = phone_for_people(self.phone)
        digits = "".join(filter(str.isdigit, national))
        self.search_key = fold(f"{self.name} {self.email} {digits}")

    def change_contact(self, contact: Mapping[str, str]) -> None:
        """Store other contact data, given as fields; nobody confirmed another e-mail address."""
        if contact["email"].lower() != self.email.lower():
            self.email_confirmed_at = None
        for name, value in contact.items():
            setattr(self, name, value)
        self.save(update_fields=[*contact, "email_confirmed_at", "search_key"])

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


def list_name(name: str) -> str:
    """Return the name as lists sort it, "Işık, Gülşen"; a name of one word stays as it is."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last
