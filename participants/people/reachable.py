"""What is known of everybody who can be told something: their name and the ways to reach them."""

from hmac import compare_digest
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from correspondence.models import Channel
from correspondence.telling import Recipient
from web.input.phone_numbers import phone_for_people

# What neighbours and couples often share. Names, needs and consents are never carried over.
SHARED_CONTACT = ("phone", "street", "postal_code", "city")
# The condition of the rows: there is at least one way to reach the person.
CAN_BE_REACHED = Q(email__gt="") | Q(phone__gt="") | Q(street__gt="")


class Reachable(models.Model):
    """Somebody with at least one way to be reached: e-mail address, phone number or post address.

    A subclass names its column for the moment when the e-mail address was confirmed, and the salt
    of its seals. A salt never changes: links in letters that were sent would stop working."""

    EMAIL_CONFIRMED_FIELD: ClassVar[str]
    SEAL_SALT: ClassVar[str]

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("Name", max_length=150)
    channel = models.CharField(
        "So möchte die Person erreicht werden", max_length=10, choices=Channel
    )
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = models.CharField("Telefonnummer", max_length=20, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    language = models.CharField("Sprache", max_length=10, default="de")

    class Meta:
        abstract = True

    @property
    def phone_text(self) -> str:
        """The number as it is dialled in Germany; empty while none is known."""
        return phone_for_people(self.phone)

    @property
    def post_address(self) -> str:
        """Name, street and town on lines of their own; empty while no street is known."""
        if not self.street:
            return ""
        town = f"{self.postal_code} {self.city}".strip()
        return "\n".join(filter(None, (self.name, self.street, town)))

    @property
    def has_confirmed_email(self) -> bool:
        """True once the person opened the link that was sent to the e-mail address."""
        return getattr(self, self.EMAIL_CONFIRMED_FIELD) is not None

    def as_recipient(self) -> Recipient:
        """Return every way in which the person can be told something."""
        return Recipient(
            key=self.key,
            name=self.name,
            channel=self.channel,
            language=self.language,
            email=self.email,
            phone=self.phone_text,
            post_address=self.post_address,
            email_confirmed=self.has_confirmed_email,
        )

    def email_seal(self) -> str:
        """Return the part of a link that only the owner of the e-mail address gets: 32 hex digits.

        It is a keyed hash of person and address: when the address changes, it opens nothing."""
        text = f"{self.key} {self.email.lower()}"
        return salted_hmac(self.SEAL_SALT, text, algorithm="sha256").hexdigest()[:32]

    def is_email_seal(self, seal: str) -> bool:
        """Return whether the link with this seal was sent to the present e-mail address."""
        return bool(self.email) and compare_digest(self.email_seal(), seal)

    def note_email_confirmed(self) -> bool:
        """Note that the person read what was sent to the e-mail address of this object.

        Returns False, and changes nothing, when that is known or the address is another by now."""
        now = timezone.now()
        unconfirmed = type(self)._default_manager.filter(
            pk=self.pk, email=self.email, **{self.EMAIL_CONFIRMED_FIELD: None}
        )
        if not unconfirmed.update(**{self.EMAIL_CONFIRMED_FIELD: now}):
            return False
        setattr(self, self.EMAIL_CONFIRMED_FIELD, now)
        return True
