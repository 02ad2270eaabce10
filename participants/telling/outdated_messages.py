"""Messages about a status that the registration no longer has."""

from datetime import datetime

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from correspondence.models import Message, MessageQuerySet, State
from participants.registration.models import Registration
from participants.registration.occasions import STATUS_OCCASIONS


def outdated() -> MessageQuerySet:
    """Return the messages about a status that the registration no longer has, in no order."""
    there = Registration.objects.filter(reference=OuterRef("reference")).order_by()
    of_status = [
        When(status=status, then=Value(occasion.slug))
        for status, occasion in STATUS_OCCASIONS.items()
    ]
    # None for a status that is not told, and where the registration is gone.
    now = Subquery(there.values_list(Case(*of_status)))
    slugs = [occasion.slug for occasion in STATUS_OCCASIONS.values()]
    about_status = Message.objects.filter(occasion__in=slugs).exclude(reference="")
    return about_status.alias(now=Coalesce(now, Value(""))).exclude(occasion=F("now")).order_by()


def without_outdated(messages: MessageQuerySet) -> MessageQuerySet:
    """Return those of the messages that are still true."""
    return messages.exclude(pk__in=outdated().values("pk"))


def drop_outdated(now: datetime | None = None) -> int:
    """Stop the calls and letters that nobody needs any more. Returns how many there were.

    Called by the worker."""
    late = outdated() & Message.objects.to_do().order_by()
    dropped = Message.objects.to_do().filter(pk__in=list(late.values_list("pk", flat=True)))
    return dropped.update(state=State.DROPPED, finished_at=now or timezone.now())
