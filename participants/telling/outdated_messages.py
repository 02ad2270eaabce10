"""Messages that are not true any more: the registration stands elsewhere by now."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from correspondence.models import Message, State
from participants.registration.models import Registration
from participants.registration.notices import TOLD

OCCASIONS = [f"registration_{status}" for status in sorted(TOLD)]


def outdated():
    """Return the messages about a status that the registration no longer has."""
    there = Registration.objects.filter(reference=OuterRef("reference")).order_by()
    stands = Concat(Value("registration_"), Subquery(there.values("status")))
    about_status = Message.objects.filter(occasion__in=OCCASIONS).exclude(reference="")
    return about_status.alias(stands=stands).exclude(occasion=stands).order_by()


def without_outdated(messages):
    return messages.exclude(pk__in=outdated().values("pk"))


def drop_outdated(now=None):
    """Stop the calls and letters that nobody needs any more. Returns how many there were.

    Called by the worker."""
    late = outdated() & Message.objects.to_do().order_by()
    dropped = Message.objects.to_do().filter(pk__in=list(late.values_list("pk", flat=True)))
    return dropped.update(state=State.DROPPED, finished_at=now or timezone.now())
