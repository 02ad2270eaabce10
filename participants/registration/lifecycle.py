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
status; what a verb means for the companions stands in `party.py`.
"""

from django.db import models, transaction
from django.utils import timezone

from courses.models import Admission, Course, CourseStatus
from participants import ledger
from participants.registration import deadlines, notices
from participants.registration.line import units_that_fit
from participants.registration.queue_position import QueuePosition, date_and_time
from participants.registration.status import (
    CONSEQUENCES,
    GIVEN_UP,
    LEAVING,
    MOVES,
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
    """The part of a registration that changes over time."""

    status = models.CharField("Stand", max_length=20, choices=Status, default=NEW, editable=False)
    status_since = models.DateTimeField("seit", default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def may_become(self, status):
        return status in MOVES[self.status]

    @property
    def holds_seat(self):
        return self.status in SEATED

    @property
    def has_left(self):
        return self.status in LEAVING

    def arrive(self, by=None, why="", party=()):
        """Take the new registration in: it is enrolled, waits, or has to be decided on.

        `party` are all those who arrive to take part only together, this one among them.
        Raises MoveRefused when the course was cancelled or completed meanwhile."""
        self._move(lambda: self._first_status(party or [self]), by, why)

    @transaction.atomic
    def decide(self, by=None):
        """Enrol those whose registration was received, or put them on the waiting list.

        Raises MoveRefused while a guardian's consent is missing, also a companion's."""
        self._move_unit(self._decided_status, by)

    @transaction.atomic
    def offer(self):
        """Offer free seats to the person and the companions, all at once."""
        self._move_unit(lambda _unit: Status.OFFERED)

    @transaction.atomic
    def accept(self, by=None):
        """Take the offered seat; in a party, the last yes enrols all and the others wait for it."""
        unit = self._unit()
        if len(unit) > 1 and self.status != Status.OFFERED:
            raise self._too_late()
        if any(one != self and not one.accepted_at for one in unit):
            self._say_yes(by)
        else:
            self._move_unit(lambda _unit: Status.ENROLLED, by)

    def decline(self, by=None):
        self._give_up(Status.DECLINED_OFFER, by)

    @transaction.atomic
    def expire(self, now=None):
        """End an offer whose time is over at `now`, for all of a party who did not answer.

        With None it ends whatever its time, and for everybody in the party. Returns for how many
        people it ended."""
        unit = self._unit()
        late = [one for one in unit if not (now and one.accepted_at)]
        if now and not all(one.offer_ends_at and one.offer_ends_at <= now for one in late):
            raise MoveRefused("Die Frist läuft noch.")
        self._give_up(Status.EXPIRED, None, "Bis zum Ende der Frist kam keine Antwort.", late)
        return len(late)

    @transaction.atomic
    def end_offer(self, by, why):
        """Let staff end an offer whose time never began, so that no seat is blocked for ever.

        Raises MoveRefused without a reason, and while the person has time to answer."""
        check_reason(why)
        self._lock()
        if self.offer_ends_at and self.offer_ends_at > timezone.now():
            raise MoveRefused("Die Frist läuft noch.")
        self._give_up(Status.EXPIRED, by, why)

    @transaction.atomic
    def begin_deadline(self, now=None):
        """Note that the offer reached the person now, or that its letter was printed.

        It changes nothing where the time runs already or nothing is offered."""
        self._lock()
        if self.status == Status.OFFERED and self.offer_ends_at is None:
            self.offer_ends_at = self._end_of_offer(now or timezone.now())
            self._rewrite(None, f"Frist bis {date_and_time(self.offer_ends_at)}")

    def withdraw(self, by=None, why=""):
        self._give_up(Status.WITHDRAWN, by, why)

    def withdraw_deceased(self, by):
        """Give back the place of somebody who died, if one is held or sought."""
        if self.may_become(Status.WITHDRAWN):
            self.withdraw(by, "verstorben")

    @transaction.atomic
    def wait_again(self, by=None, why=""):
        """Put somebody who was out of the line at its end; a free seat is offered at once."""
        self._move(self._last_in_line, by, why, silent=True)
        offer_free_seats(self.course)
        self._lock()
        if self.status == Status.WAITING:
            notices.tell_status(self)

    def complete(self, by=None, why=""):
        self._move(Status.COMPLETED, by, why)

    def end_without_completing(self, by=None, why=""):
        self._move(Status.NOT_COMPLETED, by, why)

    def leave_with_course(self, by=None, why=""):
        self._move(Status.COURSE_CANCELLED, by, why)

    def end_without_place(self, by=None):
        self._move(Status.UNPLACED, by)

    @transaction.atomic
    def _move(self, target, by=None, why="", *, silent=False, follows=False):
        """The one place that writes a status; `target` is one, or decides on one under the lock.

        `follows` allows what is only the consequence of what a companion did."""
        self._lock()
        status = target() if callable(target) else target
        self._check(status, why, follows)
        before, self.status, self.status_since = self.status, status, timezone.now()
        self._stand_in_line(before)
        self._save_state(is_new=before == NEW)
        self._note(before, self.status_since, by, why)
        self._book(before, by)
        if not silent:
            self._tell(before)

    def _check(self, status, why, follows):
        is_consequence = follows and (self.status, status) in CONSEQUENCES
        if not (self.may_become(status) or is_consequence):
            raise self._too_late()
        if (self.status, status) in NEEDS_REASON:
            check_reason(why)
        if status in SEEKING:
            self._check_seeking()
        if status in SEATED and not self.holds_seat and not self._seats().free:
            raise MoveRefused("Es ist kein Platz frei.")

    def _check_seeking(self):
        if self.course.status in (CourseStatus.CANCELLED, CourseStatus.COMPLETED):
            raise MoveRefused("Dieser Kurs ist beendet und nimmt niemanden mehr auf.")
        if self.participant.date_of_death:
            raise MoveRefused("Diese Person ist verstorben.")

    def _first_status(self, party):
        """Decide on all of a party when the first arrives; the others follow."""
        if party[0] is not self:
            return party[0].status
        if not self._is_admitted_at_once(party):
            return Status.RECEIVED
        return self._status_by_seats(party)

    def _is_admitted_at_once(self, party):
        lacking = any(one.lacks_guardian_consent() for one in party)
        return not lacking and self.course.admission == Admission.AUTOMATIC

    def _decided_status(self, party):
        if any(one.lacks_guardian_consent() for one in party):
            raise MoveRefused("Die Einwilligung der Sorgeberechtigten fehlt noch.")
        return self._status_by_seats(party)

    def _status_by_seats(self, party):
        return Status.ENROLLED if self._seats().has_seats_for(len(party)) else Status.WAITING

    def _last_in_line(self):
        self.arrived_at, self.preferred_at = timezone.now(), None
        return Status.WAITING

    def _stand_in_line(self, before):
        if before == NEW or (before in GIVEN_UP and self.status == Status.WAITING):
            self._draw_sequence()
        if self.status in GIVEN_UP:
            self.party = None
        self.accepted_at = self.offer_ends_at = self.offer_message = None
        if self.status == Status.OFFERED and deadlines.begins_at_once(self.participant):
            self.offer_ends_at = self._end_of_offer(self.status_since)

    def _end_of_offer(self, begins):
        return deadlines.end_of_offer(begins, self.course, self._reached_by())

    def days_to_answer(self):
        """Return how many days the person has once the offer reached them."""
        return deadlines.days_to_answer(timezone.now(), self.course, self._reached_by())

    def _reached_by(self):
        """Return the channel by which an offer reaches the person."""
        if self.offer_message:
            return self.offer_message.channel
        return self.participant.recipient().reached_by

    def _tell(self, before):
        due = self.course.fee if before == NEW else None
        message = notices.tell_status(self, due=due)
        if self.status == Status.OFFERED:
            self.offer_message = message
            self.save(update_fields=["offer_message"])

    def _book(self, before, by):
        if before == NEW and self.status == Status.ENROLLED:
            ledger.charge_new(self, by)
        elif self.status in LEDGER_VERBS:
            LEDGER_VERBS[self.status](self, by)


@transaction.atomic
def offer_free_seats(course):
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
