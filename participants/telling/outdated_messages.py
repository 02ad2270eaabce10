"""Messages about a status that the registration no longer has, about days and fees to those who
have left, and to a group that somebody has left."""

from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from correspondence.models import Channel, Message, MessageQuerySet, State
from participants.registration.models import Registration
from participants.registration.occasions import DAYS_TOPIC, FEE_AGREED, STATUS_OCCASIONS
from participants.registration.status import OUT, SEATED, Status
from participants.telling.occasions import GROUP_TOPIC


def outdated() -> MessageQuerySet:
    """Return the messages about a status that the registration no longer has, those about course
    days to people without a place, about the fee to who owes none, and those to a group to who
    withdrew, in no order."""
    there = Registration.objects.filter(reference=OuterRef("reference")).order_by()
    of_status = [
        When(status=status, then=Value(occasion.slug))
        for status, occasion in STATUS_OCCASIONS.items()
    ]
    # None for a status that is not told, and where the registration is gone.
    now = Subquery(there.values_list(Case(*of_status)))
    slugs = [occasion.slug for occasion in STATUS_OCCASIONS.values()]
    about_status = Q(occasion__in=slugs)
    about_days = ~about_status & Q(topic__startswith=DAYS_TOPIC)
    with_place = Q(now__in=[STATUS_OCCASIONS[status].slug for status in SEATED])
    has_left = Q(now__in=[STATUS_OCCASIONS[status].slug for status in OUT])
    about_fee = Q(occasion=FEE_AGREED.slug)
    to_group = Q(topic__startswith=GROUP_TOPIC)
    has_withdrawn = Q(now=STATUS_OCCASIONS[Status.WITHDRAWN].slug)
    messages = Message.objects.exclude(reference="").alias(now=Coalesce(now, Value("")))
    late = about_status & ~Q(occasion=F("now")) | about_days & ~with_place | about_fee & has_left
    late |= to_group & has_withdrawn
    return messages.filter(late).order_by()


def without_outdated(messages: MessageQuerySet) -> MessageQuerySet:
    """Return those of the messages that are still true."""
    return messages.exclude(Exists(outdated().filter(pk=OuterRef("pk"))))


def drop_outdated(now: datetime | None = None) -> int:
    """Stop the calls and letters that nobody needs any more, and the mails about days that wait.

    Returns how many there were. Called by the worker."""
    waiting = Message.objects.filter(state=State.OPEN)
    waiting = waiting.filter(~Q(channel=Channel.EMAIL) | Q(topic__startswith=DAYS_TOPIC, tries=0))
    late = waiting.filter(Exists(outdated().filter(pk=OuterRef("pk")))).values_list("pk", flat=True)
    dropped = waiting.filter(pk__in=list(late))
    return dropped.update(state=State.DROPPED, finished_at=now or timezone.now())
