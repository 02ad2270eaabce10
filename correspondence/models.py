from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from correspondence.occasions import label_for_staff


class Channel(models.TextChoices):
    """How somebody wants to be told: E-Mail, Telefon, Post."""

    EMAIL = "email", "E-Mail"
    PHONE = "phone", "Telefon"
    POST = "post", "Brief"


class State(models.TextChoices):
    """What became of a message; only `OPEN` ones are still to be sent or done."""

    OPEN = "open", "offen"
    SENT = "sent", "gesendet"
    FAILED = "failed", "nicht zustellbar"
    DONE = "done", "erledigt"
    DROPPED = "dropped", "verworfen"


# The occasion of what Django and allauth send: links that set a password, warnings about a change.
ACCOUNT = "konto"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> "MessageQuerySet":
        """Return the e-mails that are to be sent at `now`, those that wait longest first."""
        due = self.filter(state=State.OPEN, channel=Channel.EMAIL, due_at__lte=now)
        return due.order_by("due_at", "pk")

    def to_do(self) -> "MessageQuerySet":
        """Return the calls and letters that somebody has to do."""
        return self.filter(state=State.OPEN).exclude(channel=Channel.EMAIL).order_by("pk")

    def untold(self, topic: str) -> "MessageQuerySet":
        """Return the messages about the topic that nobody got (yet), oldest first."""
        return self.filter(topic=topic, state__in=(State.OPEN, State.FAILED)).order_by("pk")

    def unheard(self, now: datetime) -> "MessageQuerySet":
        """Return what nobody got yet; not a mail that a mail server may be taking at `now`."""
        claimed = Q(channel=Channel.EMAIL, tries__gt=0, error="", due_at__gt=now)
        return self.filter(Q(state=State.OPEN) & ~claimed | Q(state=State.FAILED))

    def letters(self) -> "MessageQuerySet":
        """Return the letters to print, those that wait longest first."""
        return self.filter(state=State.OPEN, channel=Channel.POST).order_by("pk")

    def typeset_on(self, day: date) -> "MessageQuerySet":
        """Return the letters that were typeset on the day, without those that could not be."""
        return self.filter(typeset__dated=day, typeset__pdf__isnull=False)

    def failed(self) -> "MessageQuerySet":
        """Return the e-mails that could not be delivered, and are not tried again by themselves."""
        return self.filter(state=State.FAILED)

    def last_batch(self) -> "MessageQuerySet":
        """Return the letters that were printed last, together; forgotten ones are left out."""
        printed_at = self.aggregate(last=models.Max("printed_at"))["last"]
        letters = self.filter(printed_at=printed_at).exclude(body="").order_by("pk")
        return letters if printed_at else self.none()


class Message(models.Model):
    """Something a person is told once (Nachricht): an e-mail, a call or a letter to do.

    Whom it is for is only a key; the address is a snapshot of the moment it was written."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    recipient_key = models.UUIDField("für", db_index=True)
    recipient_name = models.CharField("Name", max_length=200, blank=True)
    occasion = models.CharField("Anlass", max_length=50)
    channel = models.CharField("Weg", max_length=10, choices=Channel)
    language = models.CharField("Sprache", max_length=10, default="de")
    address = models.TextField("Adresse")
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    created_at = models.DateTimeField("geschrieben am", default=timezone.now, db_index=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    tries = models.PositiveSmallIntegerField("Versuche", default=0)
    due_at = models.DateTimeField("fällig ab", default=timezone.now)
    finished_at = models.DateTimeField("gesendet oder erledigt am", null=True, blank=True)
    error = models.TextField("Fehler", blank=True)
    # The same in German for the staff; empty where the person is written to in German.
    german_subject = models.CharField("Betreff auf Deutsch", max_length=200, blank=True)
    german_body = models.TextField("Text auf Deutsch", blank=True)
    # What the message is about: a number to ask for, and a page of the person's own.
    reference = models.CharField("Nummer", max_length=24, blank=True)
    link = models.CharField("Seite der Person", max_length=200, blank=True)
    printed_at = models.DateTimeField(
        "gedruckt am", null=True, blank=True, editable=False, db_index=True
    )
    unconfirmed = models.BooleanField(
        "an eine unbestätigte E-Mail-Adresse", default=False, editable=False
    )
    # The same in words for the phone, where a mail may become a call; empty otherwise.
    spoken = models.TextField("Worte am Telefon", blank=True)
    german_spoken = models.TextField("Worte am Telefon auf Deutsch", blank=True)
    # Its topic, and what the next message about the same topic says too if nobody got this one.
    topic = models.CharField("Thema", max_length=60, blank=True, editable=False)
    carried = models.JSONField(default=dict, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        indexes = [
            models.Index(
                fields=["channel", "due_at"],
                condition=Q(state="open"),
                name="message_to_do",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(state="failed"),
                name="message_failed",
            ),
            models.Index(fields=["topic"], condition=~Q(topic=""), name="message_topic"),
        ]

    def __str__(self) -> str:
        return self.subject_for_staff

    @property
    def subject_for_staff(self) -> str:
        return self.german_subject or self.subject

    @property
    def body_for_staff(self) -> str:
        return self.german_body or self.body

    @property
    def words_to_say(self) -> str:
        """Return what staff say on the phone, in German."""
        return self.german_spoken or self.spoken or self.body_for_staff

    @property
    def own_words_to_say(self) -> str:
        """Return the same in the person's language; empty when that is German."""
        return (self.spoken or self.body) if self.german_body else ""

    @property
    def occasion_label(self) -> str:
        """Return the occasion in German, for the staff."""
        return label_for_staff(self.occasion)

    @property
    def may_be_done(self) -> bool:
        """A call or a letter is done by somebody; an e-mail only by the worker."""
        return self.state == State.OPEN and self.channel != Channel.EMAIL

    @property
    def may_be_sent_again(self) -> bool:
        """What failed keeps its text; a link that set a password is asked for anew instead."""
        return self.state == State.FAILED and self.occasion != ACCOUNT

    def note_done(self, now: datetime | None = None) -> bool:
        """Note that the call was made or the letter posted. Returns False when it no longer may."""
        to_do = type(self).objects.to_do().filter(pk=self.pk)
        return to_do.update(state=State.DONE, finished_at=now or timezone.now()) == 1

    def drop(self) -> None:
        """Stop the message, which nobody needs any more, as long as it waits."""
        waiting = type(self).objects.filter(pk=self.pk, state=State.OPEN)
        waiting.update(state=State.DROPPED, finished_at=timezone.now())

    def note_told_by_phone(self, now: datetime | None = None) -> bool:
        """Note that the person heard it on the phone: a call, or a mail that did not arrive.

        Returns False for a mail that was sent, and for what is done already."""
        untold = Q(state=State.OPEN, channel=Channel.PHONE) | Q(state=State.FAILED)
        told = type(self).objects.filter(untold, pk=self.pk)
        return told.update(state=State.DONE, finished_at=now or timezone.now()) == 1

    def send_again(self, now: datetime | None = None, to: str = "") -> bool:
        """Put a failed e-mail back into the outbox. Returns False when it no longer may.

        `to` is another address than the one that it was written for; empty for the same."""
        failed = type(self).objects.failed().filter(pk=self.pk).exclude(occasion=ACCOUNT)
        values: dict[str, Any] = {"due_at": now or timezone.now()}
        if to:
            values["address"] = to
        return failed.update(state=State.OPEN, tries=0, error="", **values) == 1


class CallTry(models.Model):
    """One try to reach somebody by phone (Anrufversuch) for a message that is a call to do."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="call_tries")
    at = models.DateTimeField("am", default=timezone.now)
    reached = models.BooleanField("erreicht")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="durch",
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "Anrufversuch"
        verbose_name_plural = "Anrufversuche"

    def __str__(self) -> str:
        return "erreicht" if self.reached else "nicht erreicht"


class TypesetLetter(models.Model):
    """A letter as it goes into the printer (gesetzter Brief), typeset by the worker.

    `dated` is the day of that; `pdf` is None where it failed, and the message says why."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="typeset")
    dated = models.DateField("Datum", db_index=True)
    pdf = models.BinaryField(null=True)

    class Meta:
        db_table = "correspondence_sheet"
        verbose_name = "gesetzter Brief"
        verbose_name_plural = "gesetzte Briefe"

    def __str__(self) -> str:
        return f"{self.message}, {self.dated:%d.%m.%Y}"
