from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from correspondence.forgetting import drop_open
from correspondence.models import Channel
from correspondence.telling import Recipient
from participants.people.contact import phone_for_people
from web.text_cleaning import fold


class ParticipantQuerySet(models.QuerySet):
    def search(self, text):
        """Those whose name, e-mail address or phone number contains every word of the text."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_key__contains=word)
        return found


class Participant(models.Model):
    """A person (Teilnehmerin, Teilnehmer): one full name, at least one way to be reached."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("Name", max_length=150)
    sort_name = models.CharField(
        "Name in Listen",
        max_length=160,
        blank=True,
        help_text="Wird aus dem Namen gebildet. Bitte ändern, wenn die Reihenfolge nicht stimmt.",
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_key = models.TextField(editable=False)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    email_confirmed_at = models.DateTimeField(
        "E-Mail-Adresse bestätigt am", null=True, blank=True, editable=False
    )
    phone = models.CharField("Telefonnummer", max_length=20, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    channel = models.CharField(
        "So möchte die Person erreicht werden", max_length=10, choices=Channel
    )
    language = models.CharField("Sprache", max_length=10, default="de")
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
                condition=Q(email__gt="") | Q(phone__gt="") | Q(street__gt=""),
                name="one_channel_at_least",
                violation_error_message="Bitte tragen Sie E-Mail, Telefon oder Adresse ein.",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self):
        """Derive what lists are sorted and searched by; bulk_create() does not do it by itself."""
        self.sort_name = self.sort_name or list_name(self.name)
        self.sort_key = fold(self.sort_name)[:200]
        national = phone_for_people(self.phone)
        digits = "".join(filter(str.isdigit, national))
        self.search_key = fold(f"{self.name} {self.email} {digits}")

    def change_contact(self, contact):
        """Store other contact data, given as fields; nobody confirmed another e-mail address."""
        if contact["email"].lower() != self.email.lower():
            self.email_confirmed_at = None
        for name, value in contact.items():
            setattr(self, name, value)
        self.save(update_fields=[*contact, "email_confirmed_at", "search_key"])

    @property
    def phone_text(self):
        return phone_for_people(self.phone)

    @property
    def post_address(self):
        """Name, street and town on lines of their own; empty while no street is known."""
        if not self.street:
            return ""
        return "\n".join((self.name, self.street, f"{self.postal_code} {self.city}".strip()))

    def recipient(self):
        """Return how this person is told something; None for somebody who died."""
        if self.date_of_death:
            return None
        return Recipient(
            key=self.key,
            name=self.name,
            channel=self.channel,
            language=self.language,
            email=self.email,
            phone=self.phone_text,
            post_address=self.post_address,
            email_confirmed=self.email_confirmed_at is not None,
        )

    @transaction.atomic
    def record_death(self, date, by):
        """Note the date of death: nothing is sent any more, and every open place is given back.

        Raises ValidationError when one is noted already."""
        alive = type(self).objects.filter(pk=self.pk, date_of_death=None)
        if not alive.update(date_of_death=date):
            raise ValidationError("Das Sterbedatum ist schon eingetragen.")
        self.date_of_death = date
        drop_open(self.key)
        for registration in self.registrations.all():
            registration.withdraw_deceased(by)


def list_name(name):
    """Return the name as lists sort it, "Işık, Gülşen"; a name of one word stays as it is."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last
