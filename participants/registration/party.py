"""People who take part only together (eine Gruppe, die zusammenbleibt): what a verb means for all.

While they are undecided they are one unit: they are received, wait and are offered seats together.
All say yes and are enrolled in the same moment, or nobody is. When one gives up, the others stay in
line where they stood, and a single person who is left is tied to nobody any more.
"""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from participants.registration import notices
from participants.registration.lifecycle import Lifecycle, offer_free_seats
from participants.registration.line import rank
from participants.registration.status import UNDECIDED, MoveRefused, Status, check_reason


class PartyMember(Lifecycle):
    """The life of a registration that may be tied to others of the course by its `party`."""

    class Meta:
        abstract = True

    def companions(self):
        """Return the others who take part only together with this person; later nobody."""
        if not self.party or self.status not in UNDECIDED:
            return []
        tied = self.course.registrations.filter(party=self.party, status__in=UNDECIDED)
        return list(tied.exclude(pk=self.pk).select_related("participant").order_by("sequence"))

    def awaited(self):
        """Return the companions whose answer to the offer is still missing."""
        offered = self.status == Status.OFFERED
        return [one for one in self.companions() if not one.accepted_at] if offered else []

    @property
    def waits_for_companion(self):
        """True for somebody who said yes to the offer while a companion did not answer yet."""
        return bool(self.accepted_at and self.awaited())

    @transaction.atomic
    def untie(self, by=None):
        """Take part also without the companions; who said yes to the offer is enrolled.

        Raises MoveRefused for somebody who is not tied to anybody."""
        _, *others = self._unit()
        if not others:
            raise MoveRefused("Diese Anmeldung steht schon für sich allein.")
        self._tie(None, by, "nimmt auch allein teil")
        _part(others, by)
        for unit in ([self], others):
            _settle(unit)
        offer_free_seats(self.course)

    @transaction.atomic
    def put_in_front(self, by, why):
        """Put somebody who waits, and all companions, before everybody else in line.

        The change stands in the history. Raises MoveRefused without a reason."""
        check_reason(why)
        unit, now = self._unit(), timezone.now()
        if self.status != Status.WAITING:
            raise self._too_late()
        for one in unit:
            one.preferred_at = now
            one._rewrite(by, f"nach vorn gesetzt: {why}")

    def _unit(self):
        """Return the person and all companions, as they are under the lock."""
        self._lock()
        return [self, *self.companions()]

    def _move_unit(self, target, by=None):
        """Move everybody in the unit to the same status, or nobody."""
        unit = self._unit()
        self._move(lambda: target(unit), by)
        for one in unit[1:]:
            one._move(self.status, by)

    def _say_yes(self, by):
        if self.accepted_at is None:
            self.accepted_at = timezone.now()
            self._rewrite(by, "sagt Ja; es fehlt noch eine Antwort")

    @transaction.atomic
    def _give_up(self, status, by=None, why="", leavers=()):
        """Let somebody out, or several of a party; the seats go on, and so do the companions."""
        unit, frees = self._unit(), self.holds_seat
        leavers = leavers or [self]
        for one in leavers:
            one._move(status, by, why)
        stay = [one for one in unit if one not in leavers]
        if frees or stay:
            _go_on(stay, by)
            offer_free_seats(self.course)

    def _tie(self, party, by, why):
        self.party = party
        self._rewrite(by, why)


def _go_on(rest, by):
    """Let those whom somebody left give back the seats they were offered, and keep their rank."""
    for one in rest:
        if one.status == Status.OFFERED:
            one._move(Status.WAITING, by, silent=True, follows=True)
    _part(rest, by)
    _settle(rest)


def _part(rest, by):
    """Tell those whom somebody left; a single one is tied to nobody any more."""
    party = rest[0].party if len(rest) > 1 else None
    for one in rest:
        one._tie(party, by, "jemand ist nicht mehr dabei")
        notices.tell_parted(one)


def _settle(unit):
    """Do what was only waiting for those who are no longer in the unit."""
    if not unit:
        return
    first = unit[0]
    if first.status == Status.RECEIVED and first._is_admitted_at_once(unit):
        first.decide()
    elif first.status == Status.OFFERED and all(one.accepted_at for one in unit):
        first.accept()


@transaction.atomic
def tie(registrations, by, why):
    """Tie people who take part only together, and whoever is tied to one of them already.

    Their best place in line counts for all. Raises MoveRefused without a reason, for people of
    several courses, and unless all of them wait or all are still to be decided on."""
    check_reason(why)
    if len({registration.course_id for registration in registrations}) != 1:
        raise MoveRefused("Nur Anmeldungen für denselben Kurs können zusammengehören.")
    unit = {one for registration in registrations for one in registration._unit()}
    _check_tie(unit)
    party = uuid4()
    for one in sorted(unit, key=rank):
        one._tie(party, by, f"nur gemeinsam: {why}")


def _check_tie(unit):
    statuses = {one.status for one in unit}
    if len(unit) < 2 or len(statuses) > 1 or not statuses <= {Status.RECEIVED, Status.WAITING}:
        raise MoveRefused("Das geht nur für mehrere, die alle warten oder alle eingegangen sind.")
    if len(unit) > next(iter(unit)).course.capacity:
        raise MoveRefused("So viele Plätze hat der Kurs nicht.")
