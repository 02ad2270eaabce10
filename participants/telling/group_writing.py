"""Writing to a group of a course: everybody gets a message of their own, by their own channel.

It is refused, and nothing is written, when the people are others than those that the page showed.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from correspondence.models import Channel, Message
from correspondence.telling import Topic
from courses.models import Course, CourseStatus
from participants.registration.notices import preview_for_person, tell_person
from participants.telling.addressees import Addressee, Addressees, addressees
from participants.telling.group_message import Group, GroupMessage, columns_of
from participants.telling.occasions import GROUP_MESSAGE

# A leader may write so many messages to one course within an hour; staff as many as they need.
MOST_BY_LEADER = 5
_WINDOW = timedelta(hours=1)

_CLOSED: dict[str, str] = {
    CourseStatus.DRAFT: "Der Kurs ist noch nicht veröffentlicht.",
    CourseStatus.COMPLETED: "Der Kurs ist abgeschlossen. Danach schreiben wir nicht mehr an alle.",
    CourseStatus.CANCELLED: "Der Kurs ist abgesagt. Alle haben davon eine Nachricht bekommen.",
}
_NOBODY: dict[str, str] = {
    Group.WITH_PLACE: "In diesem Kurs hat zurzeit niemand einen Platz.",
    Group.WAITING: "Auf der Warteliste steht zurzeit niemand.",
}
TOO_MANY = (
    "Sie haben diesem Kurs in der letzten Stunde schon fünf Nachrichten geschrieben. Bitte warten"
    " Sie ein wenig. Ist es eilig? Dann rufen Sie uns an."
)
CHANGED = (
    "Inzwischen hat sich geändert, wer die Nachricht bekommt. Bitte sehen Sie die Liste noch"
    " einmal an. Es ist noch nichts gesendet."
)
# What a reader of the phone's text leaves out (`correspondence.letters.text_to_say`).
_SCHEME = re.compile(r"\w+://")
_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """What somebody wants to write to whom; plain text, never read as a template."""

    group: str
    subject: str
    text: str

    @property
    def to_whom(self) -> str:
        return str(Group(self.group).label)

    @property
    def has_link(self) -> bool:
        """True when the text has an address of the web, which nobody can click on paper."""
        return bool(_LINK.search(self.text))

    def facts(self, by: User) -> dict[str, str]:
        """Return what the message says beside the facts of every message."""
        words = {"subject": self.subject, "text": self.text, "text_to_say": sayable(self.text)}
        return {**words, "writer": by.name or "Bürger im Quartier"}


def sayable(text: str) -> str:
    """Return the text for the phone: an address of the web as people say it.

    Whole paragraphs would be left out otherwise, because texts of ours say links in them."""
    return _SCHEME.sub("", text).replace("siehe unten", "siehe\N{NO-BREAK SPACE}unten")


def refusal(course: Course) -> str:
    """Return why nobody writes to the course now, in German; empty when it may be."""
    return _CLOSED.get(course.status, "")


def check_may_write(course: Course, by: User, most: int | None) -> None:
    """Raise ValidationError when the course is closed, or `by` wrote `most` times in this hour.

    None as `most` is no limit."""
    if words := refusal(course):
        raise ValidationError(words)
    if most is None:
        return
    lately = GroupMessage.objects.by_since(by, timezone.now() - _WINDOW)
    if lately.filter(course=course).count() >= most:
        raise ValidationError(TOO_MANY)


def look_ahead(course: Course, draft: Draft, by: User, most: int | None) -> Addressees:
    """Return who would get the draft. Raises ValidationError when it may not be written, or when
    nobody would get it."""
    check_may_write(course, by, most)
    return _some(addressees(course, draft.group), draft)


def _some(found: Addressees, draft: Draft) -> Addressees:
    if not found.reached:
        raise ValidationError(_NOBODY[draft.group])
    return found


def preview(draft: Draft, found: Addressees, by: User) -> Message | None:
    """Return the message to one of them as it will be, not stored and without their own links.

    It is a German one by e-mail, where there is one; None when nobody is reached."""
    if not found.reached:
        return None
    one = min(found.reached, key=_is_unlike_what_was_typed)
    return preview_for_person(one.registration, GROUP_MESSAGE, **draft.facts(by))


def _is_unlike_what_was_typed(one: Addressee) -> tuple[bool, bool]:
    return one.channel != Channel.EMAIL, one.recipient.language != settings.LANGUAGE_CODE


@transaction.atomic
def write_to_group(
    course: Course, draft: Draft, by: User, *, key: UUID, seen: str, most: int | None = None
) -> GroupMessage:
    """Write the draft to everybody whom it is for; the same key another time writes nothing.

    `seen` is the digest of the addressees that were shown, `most` a limit for this hour. Raises
    ValidationError when it may not be written, nobody would get it, or others than those seen."""
    course = Course.objects.locked(course.pk)
    if before := GroupMessage.objects.filter(course=course, key=key).first():
        return before
    found = look_ahead(course, draft, by, most)
    if found.digest != seen:
        raise ValidationError(CHANGED)
    written = GroupMessage.objects.create(
        course=course,
        group=draft.group,
        subject=draft.subject,
        text=draft.text,
        by=by,
        key=key,
        **columns_of(found.numbers),
    )
    for one in found.reached:
        tell_person(one.registration, GROUP_MESSAGE, Topic(written.topic), **draft.facts(by))
    return written
