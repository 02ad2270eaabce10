"""What leaders and staff wrote to the people of a course, so that everybody sees what was said."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import User
from correspondence.models import Channel, Message, MessageQuerySet
from courses.models import Course
from participants.telling.occasions import GROUP_TOPIC
from web.counting import counted, one_or_many

# Longer texts are a letter of their own: some hear this one on the phone.
MOST_IN_SUBJECT = 100
MOST_IN_TEXT = 3000
# Numbers stay on one line with what they count.
_HYPHEN = "\N{NON-BREAKING HYPHEN}"
# The words for one and for many, and the column with their number.
_WAYS: dict[str, tuple[str, str, str]] = {
    Channel.EMAIL: (f"E{_HYPHEN}Mail", f"E{_HYPHEN}Mails", "emails"),
    Channel.PHONE: ("Anruf", "Anrufe", "calls"),
    Channel.POST: ("Brief", "Briefe", "letters"),
}


class Group(models.TextChoices):
    """Who is written to together (Gruppe). Who was just offered a place belongs to neither."""

    WITH_PLACE = "place", "Alle mit Platz"
    WAITING = "waiting", "Alle auf der Warteliste"


class GroupMessageQuerySet(models.QuerySet["GroupMessage"]):
    def of_course(self, course: Course) -> "GroupMessageQuerySet":
        """Return what was written to the course, the newest first."""
        return self.filter(course=course).select_related("by").order_by("-at", "-pk")

    def by_since(self, by: User, since: datetime) -> "GroupMessageQuerySet":
        """Return what this user wrote after the moment."""
        return self.filter(by=by, at__gt=since)


class GroupMessage(models.Model):
    """One text to a group of a course (Nachricht an die Gruppe), as it was written.

    It holds no names: who got it say the messages to the people, as long as these are kept. It
    stays as long as the course, and is deleted with it. `key` is that of the form it came from:
    sent twice, it is written once."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="group_messages")
    group = models.CharField("an", max_length=10, choices=Group)
    subject = models.CharField("Betreff", max_length=MOST_IN_SUBJECT)
    text = models.TextField("Text", max_length=MOST_IN_TEXT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="von"
    )
    at = models.DateTimeField("am", default=timezone.now)
    emails = models.PositiveSmallIntegerField("E-Mails")
    calls = models.PositiveSmallIntegerField("Anrufe")
    letters = models.PositiveSmallIntegerField("Briefe")
    key = models.UUIDField(default=uuid4, editable=False)

    objects = GroupMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "Nachricht an die Gruppe"
        verbose_name_plural = "Nachrichten an die Gruppe"
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="group_message_once"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def topic(self) -> str:
        """Return the topic of the messages to the people."""
        return f"{GROUP_TOPIC}{self.pk}"

    @property
    def people(self) -> int:
        return self.emails + self.calls + self.letters

    @property
    def in_numbers(self) -> str:
        """Return how many people it went to, and how, in German."""
        return numbers_in_words({way: getattr(self, column) for way, (*_, column) in _WAYS.items()})

    def messages(self) -> MessageQuerySet:
        """Return the messages to the people, in the order in which they were written."""
        return Message.objects.filter(topic=self.topic).order_by("pk")


def columns_of(numbers: dict[str, int]) -> dict[str, int]:
    """Return the columns of a `GroupMessage` for the numbers of people by channel."""
    return {column: numbers[way] for way, (*_, column) in _WAYS.items()}


def numbers_in_words(numbers: dict[str, int]) -> str:
    """Return "9 Menschen: 6 E-Mails, 2 Anrufe, 1 Brief" for the numbers of people by channel."""
    ways = [counted(numbers[way], one, many) for way, (one, many, _) in _WAYS.items()]
    some = ", ".join(words for way, words in zip(_WAYS, ways, strict=True) if numbers[way])
    whole = sum(numbers.values())
    return f"{counted(whole, 'Mensch', 'Menschen')}: {some}" if some else "niemand"


def heading_of(channel: str, number: int) -> str:
    """Return the word for so many messages by this channel, as "Anrufe"."""
    one, many, _ = _WAYS[channel]
    return one_or_many(number, one, many)
