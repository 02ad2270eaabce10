"""Who would get a message to a group of a course and how, and who gets none and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.models import Course
from participants.people.person import Participant
from participants.registration.history import StatusChange
from participants.registration.models import Registration
from participants.registration.status import Status
from participants.telling.group_message import Group, heading_of, numbers_in_words
from web.form_key import keyed_digest

_STATUS_OF: dict[str, Status] = {
    Group.WITH_PLACE: Status.ENROLLED,
    Group.WAITING: Status.WAITING,
}
_LEFT_OUT: dict[str, str] = {
    Status.WITHDRAWN: "abgemeldet",
    Status.OFFERED: "hat gerade ein Angebot für einen Platz",
    Status.RECEIVED: "Anmeldung noch nicht entschieden",
}
_BETWEEN = (Status.OFFERED, Status.RECEIVED)


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets the message by `channel`."""

    registration: Registration
    recipient: Recipient
    channel: str

    @property
    def name(self) -> str:
        return self.recipient.name


@dataclass(frozen=True)
class Addressees:
    """Those who get the message, and (name, reason) of those who do not, in the order of lists."""

    reached: list[Addressee]
    unreached: list[tuple[str, str]]

    @property
    def by_channel(self) -> dict[str, list[Addressee]]:
        return {str(way): [one for one in self.reached if one.channel == way] for way in Channel}

    @property
    def numbers(self) -> dict[str, int]:
        return {way: len(people) for way, people in self.by_channel.items()}

    @property
    def in_numbers(self) -> str:
        """Return how many people get it, and how, in German."""
        return numbers_in_words(self.numbers)

    @property
    def ways(self) -> list[tuple[str, list[Addressee]]]:
        """Return the people of each channel that somebody has, under its word in German."""
        found = self.by_channel.items()
        return [(heading_of(way, len(people)), people) for way, people in found if people]

    @property
    def needs_voice_or_paper(self) -> bool:
        """True when not everybody gets an e-mail."""
        return any(one.channel != Channel.EMAIL for one in self.reached)

    @property
    def digest(self) -> str:
        """Return what is another text as soon as somebody else gets it, or in another way."""
        people = [f"{one.registration.pk} {one.channel}" for one in self.reached]
        return keyed_digest("\n".join(people))[:16]


def addressees(course: Course, group: str) -> Addressees:
    """Return who would get a message to the group now, in two queries."""
    there = _by_name(course.registrations.filter(status=_STATUS_OF[Group(group)]))
    reached, unreached = [], []
    for one in there:
        recipient = one.participant.recipient()
        if recipient and recipient.reached_by:
            reached.append(Addressee(one, recipient, recipient.reached_by))
        else:
            unreached.append((one.participant.name, _why_not(one.participant)))
    left = [(one.participant.name, _why_left_out(one)) for one in _left_out(course, group)]
    return Addressees(reached, unreached + left)


def _why_not(person: Participant) -> str:
    return "verstorben" if person.date_of_death else "kein Weg bekannt"


def _why_left_out(registration: Registration) -> str:
    is_dead = registration.participant.date_of_death is not None
    return "verstorben" if is_dead else _LEFT_OUT[registration.status]


def _left_out(course: Course, group: str) -> list[Registration]:
    """Return those who withdrew from a place or, for the waiting, from the line; and whoever is
    about to get a place and belongs to neither group."""
    had_place = Exists(
        StatusChange.objects.filter(registration=OuterRef("pk"), after=Status.ENROLLED)
    )
    withdrew, is_between = Q(status=Status.WITHDRAWN), Q(status__in=_BETWEEN)
    if group == Group.WITH_PLACE:
        return _by_name(course.registrations.filter(withdrew & had_place))
    return _by_name(course.registrations.filter(withdrew & ~had_place | is_between))


def _by_name(registrations: QuerySet[Registration]) -> list[Registration]:
    """Return them in the order of lists; sorted here, since a course has few people."""
    found: Iterable[Registration] = registrations.order_by().select_related(
        "participant", "course__district"
    )
    return sorted(found, key=lambda one: (one.participant.sort_key, one.pk))
