"""The call or letter about a place is written anew while nobody got it: with what is true now."""

from collections.abc import Sequence
from functools import cached_property

from django.utils import timezone

from correspondence.models import Message, State
from correspondence.telling import Topic
from courses.models import CourseDay
from participants import ledger
from participants.registration.notices import (
    Beginning,
    beginning,
    message_to_person,
    place_facts,
)
from participants.registration.occasions import STATUS_OCCASIONS
from participants.registration.state import RegistrationState
from participants.registration.status import Status


class Renewal:
    """Who of these people of one course did not hear of their place yet, read once for all.

    Their accounts are those of now. Call `drop_replaced` when all messages are written."""

    def __init__(self, people: Sequence[RegistrationState]) -> None:
        self.people = people
        self.replaced: list[int] = []
        numbers = [one.reference for one in people if one.status == Status.ENROLLED]
        about_place = STATUS_OCCASIONS[Status.ENROLLED].slug
        waiting = Message.objects.to_do().filter(reference__in=numbers, occasion=about_place)
        self.waiting = {message.reference: message for message in waiting}

    def message(
        self, registration: RegistrationState, topic: Topic | None = None
    ) -> Message | None:
        """Return the new message about the place, not stored yet; with a `topic` it stands for
        what else is told about that. None where there is nothing to renew."""
        old = self.waiting.get(registration.reference)
        if old is None:
            return None
        self.replaced.append(old.pk)
        wish = registration.wishes_reduction or registration.pk in self._wishes
        place = place_facts(registration.account, wish, self._beginning)
        facts = {**place, "days": self._days}
        about = topic or Topic(old.topic, old.carried)
        return message_to_person(registration, STATUS_OCCASIONS[Status.ENROLLED], about, facts)

    def drop_replaced(self) -> None:
        """Stop the messages in whose place new ones stand."""
        old = Message.objects.filter(pk__in=self.replaced)
        old.update(state=State.DROPPED, finished_at=timezone.now())

    @cached_property
    def _wishes(self) -> set[int]:
        return ledger.open_wishes([one.pk for one in self.people])

    @cached_property
    def _beginning(self) -> Beginning:
        return beginning(self.people[0].course, timezone.localdate())

    @cached_property
    def _days(self) -> list[CourseDay]:
        return self.people[0].course.days()


def renew_enrolled(registration: RegistrationState) -> Message | None:
    """Renew the message about one person's place. Returns it, or None where there is nothing."""
    renewal = Renewal([registration])
    message = renewal.message(registration)
    renewal.drop_replaced()
    if message:
        message.save(force_insert=True)
    return message
