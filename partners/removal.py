"""Somebody of a partner, or a partner, asks to be forgotten.

What was contributed stays, as that of "ein Kooperationspartner". Names, ways to reach people,
notes, answers in their own words, messages and what the admin's log says of them go. Rooms above
register here what they hold of a partner."""

from collections.abc import Callable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from accounts.models import User
from correspondence import forgetting
from courses.models import Course
from partners.invitation import Invitation, topic_of
from partners.partner import NAMELESS, ContactPerson, Kind, Partner
from web.public_version import new_public_version

Forget = Callable[[Partner], object]
_others: list[Forget] = []
_OWN_WORDS = {"words": "", "needs_other": ""}


def register(*forget: Forget) -> None:
    """Let a room above forget what it holds of a partner; once, however often called."""
    _others.extend(one for one in forget if one not in _others)


@new_public_version()
def forget_partner(partner: Partner) -> None:
    """Leave of the partner only a row without a name, and what was contributed. Twice is like
    once."""
    _lock_courses(partner)
    for person in partner.contact_persons.all():
        delete_person(person)
    _forget_answers(Invitation.objects.filter(contribution__partner=partner))
    Invitation.objects.filter(contribution__partner=partner).delete()
    forgetting.forget(uuid5(NAMESPACE_URL, f"partner:{partner.pk}"))
    _blank(partner)
    _forget_log(partner)
    for forget in _others:
        forget(partner)


def _lock_courses(partner: Partner) -> None:
    theirs = Course.objects.filter(blocks__contributions__partner=partner).order_by()
    courses = Course.objects.filter(pk__in=theirs.values("pk")).order_by("pk")
    list(courses.select_for_update(of=("self",)))


def _blank(partner: Partner) -> None:
    partner.name, partner.website, partner.notes = NAMELESS, "", ""
    partner.kind = Kind.OTHER if partner.kind == Kind.PERSON else partner.kind
    partner.forgotten_at = partner.forgotten_at or timezone.now()
    partner.save()


@new_public_version()
def forget_person(person: ContactPerson) -> None:
    """Delete somebody to ask; their partner, and what was contributed, stay."""
    partner = person.partner
    _lock_courses(partner)
    delete_person(person)
    _forget_log(partner)


def delete_person(person: ContactPerson) -> None:
    """Delete somebody to ask with all that was written to them; the caller locks what it has to."""
    _forget_answers(person.invitations.all())
    for key in _keys(person):
        forgetting.forget(key)
    person.delete()


def _forget_answers(invitations: models.QuerySet[Invitation]) -> None:
    """What was said stays in a word; what was written goes, also from messages to the leaders."""
    for invitation in invitations:
        forgetting.forget_topic(topic_of(invitation))
    invitations.update(**_OWN_WORDS)


def _keys(person: ContactPerson) -> list[UUID]:
    """Return the keys of the messages to the person: their own, and those that addresses had before
    people had keys, unless somebody else has the same address."""
    return [person.key, *_keys_by_address(person)]


def _keys_by_address(person: ContactPerson) -> list[UUID]:
    others = ContactPerson.objects.exclude(pk=person.pk)
    by_mail = uuid5(NAMESPACE_URL, f"mailto:{person.email.lower()}")
    is_shared = (
        others.filter(email__iexact=person.email).exists()
        or User.objects.filter(email__iexact=person.email).exists()
    )
    by_phone = uuid5(NAMESPACE_URL, f"tel:{person.phone}")
    found = [by_mail] if person.email and not is_shared else []
    is_called_alone = person.phone and not others.filter(phone=person.phone).exists()
    return [*found, by_phone] if is_called_alone else found


def _forget_log(partner: Partner) -> None:
    """The log of the admin names the partner and those to ask: that something changed stays."""
    kind = ContentType.objects.get_for_model(Partner)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(partner.pk))
    entries.update(object_repr=str(partner)[:200], change_message="")
