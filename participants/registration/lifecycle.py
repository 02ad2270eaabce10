"""The life of a registration: every state, every allowed move, every verb.

                 ┌──────────► enrolled ──────────► completed ◄─► not_completed
    received ────┤               ▲
                 └──► waiting ──► offered ──► declined_offer, expired
                         ▲  ▲        │              │
                         │  └────────┘ (a companion gave up)
                         └──────────────────────────┘  (asks for a place again)

    received, waiting, offered, enrolled ──► withdrawn, course_cancelled
    withdrawn ──► waiting              received, waiting ──► unplaced (the course is over)

`enrolled` and `offered` hold a seat. Every change of status goes through `Lifecycle._move`: it
locks the course row, so that seats are counted by one at a time, asks `MOVES`, and writes who,
when, why.

People who take part only together are a party. While they are undecided all of them have the same
status; who belongs to it and who is still awaited says `party.py`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from participants import ledger
from participants.registration import admission, deadlines, notices, party
from participants.registration.line import units_that_fit
from participants.registration.queue_position import QueuePosition
from participants.registration.state import date_and_time
from participants.registration.status import (
    CONSEQUENCES,
    GIVEN_UP,
    NEEDS_REASON,
    NEW,
    SEATED,
    SEEKING,
    MoveRefused,
    Status,
    check_reason,
)

LEDGER_VERBS = {
    Status.ENROLLED: ledger.charge,
    Status.WITHDRAWN: ledger.release_rest,
    Status.COURSE_CANCELLED: ledger.release_all,
}


class Lifecycle(QueuePosition):
    """The verbs of one registration, and what each of them means for the companions.

    `by` is None for the person themselves and for the software. Every verb raises MoveRefused
    where the present status does not allow it."""

    class Meta:
        abstract = True

    def arrive(self, by: User | None = None, why: str = "", unit: Sequence[Self] = ()) -> None:
        """Take the new registration in: it is enrolled, waits, or has to be decided on.

        `unit` are all those who arrive to take part only together, this one among them.
        Raises MoveRefused when the course was cancelled or completed meanwhile."""
        self._move(lambda: admission.status_on_arrival(self, unit or [self]), by, why)

    @transaction.atomic
    def decide(self, by: User | None = None) -> None:
        """Enrol those whose registration was received, or put them on the waiting list.

        Raises MoveRefused while a guardian's consent is missing, also a companion's."""
        unit = party.locked_unit(self)
        self._move(lambda: admission.decided_status(unit), by)
        _move_companions(unit, by)

    @transaction.atomic
    def offer(self) -> None:
        """Offer free seats to the person and the companions, all at once."""
        unit = party.locked_unit(self)
        self._move(Status.OFFERED)
        _move_companions(unit)

    @transaction.atomic
    def accept(self, by: User | None = None) -> None:
        """Take the offered seat; in a party, the last yes enrols all and the others wait for it."""
        unit = party.locked_unit(self)
        others = unit[1:]
        if others and self.status != Status.OFFERED:
            raise self.too_late()
        if party.without_answer(others):
            party.say_yes(self, by)
        else:
            self._move(Status.ENROLLED, by)
            _move_companions(unit, by)

    @transaction.atomic
    def decline(self, by: User | None = None) -> None:
        """Turn the offered seat down; companions wait again where they stood."""
        _let_out([self], party.locked_unit(self), Status.DECLINED_OFFER, by)

    @transaction.atomic
    def expire(self, now: datetime | None = None) -> int:
        """End an offer whose time is over at `now`, for all of a party who did not answer.

        With None it ends whatever its time, and for everybody in the party. Returns for how many
        people it ended."""
        unit = party.locked_unit(self)
        late = party.without_answer(unit) if now else unit
        if now and any(party.is_awaited_at(one, now) for one in late):
            raise MoveRefused("Die Frist läuft noch.")
        why = "Bis zum Ende der Frist kam keine Antwort."
        _let_out(late, unit, Status.EXPIRED, None, why)
        return len(late)

    @transaction.atomic
    def end_offer(self, by: User | None, why: str) -> None:
        """Let staff end an offer whose time never began, so that no seat is blocked for ever.

        Raises MoveRefused without a reason, and while the person has time to answer."""
        check_reason(why)
        unit = party.locked_unit(self)
        if self.offer_ends_at and self.offer_ends_at > timezone.now():
            raise MoveRefused("Die Frist läuft noch.")
        _let_out([self], unit, Status.EXPIRED, by, why)

    @transaction.atomic
    def begin_deadline(self, now: datetime | None = None) -> None:
        """Note that the offer reached the person now, or that its letter was printed.

        It changes nothing where the time runs already or nothing is offered."""
        self.lock()
        if self.status == Status.OFFERED and self.offer_ends_at is None:
            self.offer_ends_at = self.end_of_offer(now or timezone.now())
            self.store_change(None, f"Frist bis {date_and_time(self.offer_ends_at)}")

    @transaction.atomic
    def withdraw(self, by: User | None = None, why: str = "") -> None:
        """Give the place up, held or sought; companions stay in line where they stood."""
        _let_out([self], party.locked_unit(self), Status.WITHDRAWN, by, why)

    def withdraw_deceased(self, by: User | None) -> None:
        """Give back the place of somebody who died, if one is held or sought."""
        if self.may_become(Status.WITHDRAWN):
            self.withdraw(by, "verstorben")

    @transaction.atomic
    def wait_again(self, by: User | None = None, why: str = "") -> None:
        """Put somebody who was out of the line at its end; a free seat is offered at once."""
        self._move(self._to_the_end, by, why, silent=True)
        offer_free_seats(self.course)
        self.lock()
        if self.status == Status.WAITING:
            notices.tell_status(self)

    def _to_the_end(self) -> Status:
        self.arrived_at, self.preferred_at = timezone.now(), None
        return Status.WAITING

    def complete(self, by: User | None = None, why: str = "") -> None:
        self._move(Status.COMPLETED, by, why)

    def end_without_completing(self, by: User | None = None, why: str = "") -> None:
        self._move(Status.NOT_COMPLETED, by, why)

    def leave_with_course(self, by: User | None = None, why: str = "") -> None:
        self._move(Status.COURSE_CANCELLED, by, why)

    def end_without_place(self, by: User | None = None) -> None:
        self._move(Status.UNPLACED, by)

    @transaction.atomic
    def untie(self, by: User | None = None) -> None:
        """Take part also without the companions; who said yes to the offer is enrolled.

        Raises MoveRefused for somebody who is not tied to anybody."""
        _, *others = party.locked_unit(self)
        if not others:
            raise MoveRefused("Diese Anmeldung steht schon für sich allein.")
        party.set_party(self, None, by, "nimmt auch allein teil")
        party.part(others, by)
        for unit in ([self], others):
            _settle(unit)
        offer_free_seats(self.course)

    def _move(
        self,
        target: Status | Callable[[], Status],
        by: User | None = None,
        why: str = "",
        *,
        silent: bool = False,
        follows: bool = False,
    ) -> None:
        """The one place that writes a status; `target` is one, or decides on one under the lock.

        `follows` allows what is only the consequence of what a companion did."""
        # Who arrives is stored with the whole form or not at all: no savepoint of their own.
        with transaction.atomic(savepoint=self.pk is not None):
            self.lock()
            status = target() if callable(target) else target
            self._check(status, why, follows)
            before, self.status, self.status_since = self.status, status, timezone.now()
            self._stand_in_line(before)
            self.store_move(before, by, why)
            self._book(before, by)
            if not silent:
                self._tell(before)

    def _check(self, status: Status, why: str, follows: bool) -> None:
        is_consequence = follows and (self.status, status) in CONSEQUENCES
        if not (self.may_become(status) or is_consequence):
            raise self.too_late()
        if (self.status, status) in NEEDS_REASON:
            check_reason(why)
        if status in SEEKING:
            admission.check_may_seek(self)
        if status in SEATED and not self.holds_seat and not self.seats().free:
            raise MoveRefused("Es ist kein Platz frei.")

    def _stand_in_line(self, before: str) -> None:
        if before == NEW or (before in GIVEN_UP and self.status == Status.WAITING):
            self.draw_sequence()
        if self.status in GIVEN_UP:
            self.party = None
        self.accepted_at = self.offer_ends_at = self.offer_message = None
        if self.status == Status.OFFERED and deadlines.begins_at_once(self.participant):
            self.offer_ends_at = self.end_of_offer(self.status_since)

    def _book(self, before: str, by: User | None) -> None:
        if before == NEW and self.status == Status.ENROLLED:
            ledger.charge_new(self, by)
        elif self.status in LEDGER_VERBS:
            LEDGER_VERBS[Status(self.status)](self, by)

    def _tell(self, before: str) -> None:
        due = self.course.fee if before == NEW else None
        message = notices.tell_status(self, due=due)
        if self.status == Status.OFFERED:
            self.offer_message = message
            self.save(update_fields=["offer_message"])


def _move_companions(unit: Sequence[Lifecycle], by: User | None = None) -> None:
    """Give the companions the status that the first of the unit has now."""
    first, *others = unit
    for one in others:
        one._move(Status(first.status), by)


def _let_out(
    leavers: Sequence[Lifecycle],
    unit: Sequence[Lifecycle],
    status: Status,
    by: User | None,
    why: str = "",
) -> None:
    """Let somebody out, or several of a unit.

    Those who stay give back the seats they were offered and keep their rank; what became free goes
    to the first in line."""
    frees = leavers[0].holds_seat
    for one in leavers:
        one._move(status, by, why)
    stay = [one for one in unit if one not in leavers]
    for one in stay:
        if one.status == Status.OFFERED:
            one._move(Status.WAITING, by, silent=True, follows=True)
    if stay:
        party.part(stay, by)
        _settle(stay)
    if frees or stay:
        offer_free_seats(leavers[0].course)


def _settle(unit: Sequence[Lifecycle]) -> None:
    """Do what was only waiting for those who are no longer in the unit."""
    first = unit[0]
    if first.status == Status.RECEIVED and admission.is_admitted_at_once(unit):
        first.decide()
    elif first.status == Status.OFFERED and not party.without_answer(unit):
        first.accept()


@transaction.atomic
def offer_free_seats(course: Course) -> None:
    """Offer free seats to the first in line whom they are enough for.

    Call it whenever seats may have become free. Once the first block is over nobody is offered a
    seat any more."""
    course = Course.objects.locked(course.pk)
    if not course.offers_seats(timezone.localdate()):
        return
    free = course.registrations.line(course).free
    line = course.registrations.waiting_line().values_list("pk", "party", named=True)
    for first, *_ in units_that_fit(line if free else [], free):
        course.registrations.select_related("participant").get(pk=first.pk).offer()
