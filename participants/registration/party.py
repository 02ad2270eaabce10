"""People who take part only together (eine Gruppe, die zusammenbleibt): what a verb means for all.

While they are undecided they are one unit: they are received, wait and are offered seats together.
All say yes and are enrolled in the same moment, or nobody is. When one gives up, the others stay in
line where they stood, and a single person who is left is tied to nobody any more.

Nothing here changes a status; that is done in `lifecycle.py`, for each member of the unit.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from participants.registration import notices
from participants.registration.line import rank
from participants.registration.state import RegistrationState
from participants.registration.status import UNDECIDED, MoveRefused, Status, check_reason

Member = TypeVar("Member", bound=RegistrationState)


def companions(person: Member) -> list[Member]:
    """Return the others who take part only together with this person; once decided, nobody."""
    if not person.party or person.status not in UNDECIDED:
        return []
    tied = type(person)._default_manager.filter(
        course=person.course_id, party=person.party, status__in=UNDECIDED
    )
    others = list(tied.exclude(pk=person.pk).select_related("participant").order_by("sequence"))
    for other in others:
        other.course = person.course
    return others


def locked_unit(person: Member) -> list[Member]:
    """Return the person first and then all companions, as they are under the lock."""
    person.lock()
    return [person, *companions(person)]


def awaited(person: Member) -> list[Member]:
    """Return the companions whose answer to the offer is still missing."""
    if person.status != Status.OFFERED:
        return []
    return without_answer(companions(person))


def without_answer(unit: Sequence[Member]) -> list[Member]:
    """Return those who did not say yes to the offer yet."""
    return [one for one in unit if not one.accepted_at]


def is_awaited_at(person: RegistrationState, now: datetime) -> bool:
    """True while the person has time to answer, or while that time did not begin yet."""
    return person.offer_ends_at is None or person.offer_ends_at > now


def say_yes(person: RegistrationState, by: User | None) -> None:
    """Note the yes of somebody who is not the last to answer; a second yes changes nothing."""
    if person.accepted_at is None:
        person.accepted_at = timezone.now()
        person.store_change(by, "sagt Ja; es fehlt noch eine Antwort")


def part(unit: Sequence[RegistrationState], by: User | None) -> None:
    """Tell those whom somebody left; a single one is tied to nobody any more."""
    party = unit[0].party if len(unit) > 1 else None
    for one in unit:
        set_party(one, party, by, "jemand ist nicht mehr dabei")
        notices.tell_parted(one)


def set_party(person: RegistrationState, party: UUID | None, by: User | None, why: str) -> None:
    person.party = party
    person.store_change(by, why)


@transaction.atomic
def tie(registrations: Sequence[RegistrationState], by: User | None, why: str) -> None:
    """Tie people who take part only together, and whoever is tied to one of them already.

    Their best place in line counts for all. Raises MoveRefused without a reason, for people of
    several courses, and unless all of them wait or all are still to be decided on."""
    check_reason(why)
    if len({registration.course_id for registration in registrations}) != 1:
        raise MoveRefused("Nur Anmeldungen für denselben Kurs können zusammengehören.")
    unit = {one for registration in registrations for one in locked_unit(registration)}
    _check_tie(unit)
    party = uuid4()
    for one in sorted(unit, key=rank):
        set_party(one, party, by, f"nur gemeinsam: {why}")


def _check_tie(unit: Collection[RegistrationState]) -> None:
    statuses = {one.status for one in unit}
    if len(unit) < 2 or len(statuses) > 1 or not statuses <= {Status.RECEIVED, Status.WAITING}:
        raise MoveRefused("Das geht nur für mehrere, die alle warten oder alle eingegangen sind.")
    if len(unit) > next(iter(unit)).course.capacity:
        raise MoveRefused("So viele Plätze hat der Kurs nicht.")
