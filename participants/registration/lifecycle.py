"""The life of a registration: every state, every allowed move, every verb.

                 ┌──────────► enrolled ──────────► completed ◄─► not_completed
    received ────┤               ▲
                 └──► waiting ──► offered ──► declined_offer, expired
                         ▲                        │
                         └────────────────────────┘  (asks for a place again)

    received, waiting, offered, enrolled ──► withdrawn, course_cancelled
    withdrawn ──► waiting

`enrolled` and `offered` hold a seat. Every change of status goes through `Lifecycle._move`: it
locks the course row, so that seats are counted by one at a time, asks `MOVES`, and writes who,
when, why.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from courses.models import Admission, Course, CourseStatus
from participants import ledger, notices


class Status(models.TextChoices):
    RECEIVED = "received", "eingegangen"
    ENROLLED = "enrolled", "angemeldet"
    WAITING = "waiting", "auf der Warteliste"
    OFFERED = "offered", "Platz angeboten"
    DECLINED_OFFER = "declined_offer", "Angebot nicht angenommen"
    EXPIRED = "expired", "Frist abgelaufen"
    WITHDRAWN = "withdrawn", "abgemeldet"
    COURSE_CANCELLED = "course_cancelled", "Kurs abgesagt"
    COMPLETED = "completed", "Kurs geschafft"
    NOT_COMPLETED = "not_completed", "teilgenommen"


NEW = ""
S = Status
LEAVING = {S.WITHDRAWN, S.COURSE_CANCELLED}
MOVES = {
    NEW: {S.RECEIVED, S.ENROLLED, S.WAITING},
    S.RECEIVED: {S.ENROLLED, S.WAITING} | LEAVING,
    S.WAITING: {S.OFFERED} | LEAVING,
    S.OFFERED: {S.ENROLLED, S.DECLINED_OFFER, S.EXPIRED} | LEAVING,
    S.ENROLLED: {S.COMPLETED, S.NOT_COMPLETED} | LEAVING,
    S.DECLINED_OFFER: {S.WAITING},
    S.EXPIRED: {S.WAITING},
    S.WITHDRAWN: {S.WAITING},
    S.COURSE_CANCELLED: set(),
    S.COMPLETED: {S.NOT_COMPLETED},
    S.NOT_COMPLETED: {S.COMPLETED},
}
SEATED = (S.ENROLLED, S.OFFERED)
SEEKING = (S.RECEIVED, S.WAITING, *SEATED)
FREES_A_SEAT = (S.DECLINED_OFFER, S.EXPIRED, S.WITHDRAWN)
TOOK_PART = (S.ENROLLED, S.COMPLETED, S.NOT_COMPLETED)
NEEDS_REASON = {(S.COMPLETED, S.NOT_COMPLETED), (S.NOT_COMPLETED, S.COMPLETED)}
LEDGER_VERBS = {
    S.ENROLLED: ledger.charge,
    S.WITHDRAWN: ledger.release_rest,
    S.COURSE_CANCELLED: ledger.release_all,
}


class MoveRefused(Exception):
    """The table of moves does not allow this one; the text is for people."""


class Lifecycle(models.Model):
    """The part of a registration that changes over time."""

    status = models.CharField("Stand", max_length=20, choices=Status, default=NEW, editable=False)
    status_since = models.DateTimeField("seit", default=timezone.now, editable=False)
    arrived_at = models.DateTimeField("Eingang", default=timezone.now)
    sequence = models.PositiveIntegerField("Nummer im Kurs", editable=False)
    offer_ends_at = models.DateTimeField(
        "Antwort bis",
        null=True,
        blank=True,
        editable=False,
        help_text="Leer bei einem angebotenen Platz: Die Frist hat noch nicht begonnen.",
    )
    offer_message = models.ForeignKey(
        "correspondence.Message",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Nachricht mit dem Angebot",
    )
    party = models.UUIDField(
        "nur gemeinsam",
        null=True,
        blank=True,
        editable=False,
        help_text="Gleich bei allen, die nur gemeinsam teilnehmen möchten; leer bei den anderen.",
    )
    accepted_at = models.DateTimeField(
        "Ja gesagt am",
        null=True,
        blank=True,
        editable=False,
        help_text="Solange die Antwort der anderen noch fehlt, die nur gemeinsam teilnehmen.",
    )
    preferred_at = models.DateTimeField(
        "nach vorn gesetzt am", null=True, blank=True, editable=False
    )

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

    def decide(self, by=None):
        """Enrol somebody whose registration was received, or put them on the waiting list.

        Raises MoveRefused while a guardian's consent is missing."""
        self._move(self._decided_status, by)

    def offer(self):
        """Offer the free seat; the answer is due at the end of the course's number of days."""
        self._move(Status.OFFERED)

    def accept(self, by=None):
        self._move(Status.ENROLLED, by)

    def decline(self, by=None):
        self._move(Status.DECLINED_OFFER, by)

    def expire(self, now=None):
        """End an offer whose time is over at `now`; with None, whatever its time."""
        why = "Bis zum Ende der Frist kam keine Antwort."
        self._move(lambda: self._status_at(now), why=why)

    def withdraw(self, by=None, why=""):
        self._move(Status.WITHDRAWN, by, why)

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

    @transaction.atomic
    def backdate(self, arrived_at, by, why):
        """Set when the registration arrived, for a paper form that lay in the letter box.

        The change stands in the history. Raises MoveRefused without a reason."""
        if not why:
            raise MoveRefused("Bitte schreiben Sie auf, warum.")
        self._lock()
        before, self.arrived_at = self.arrived_at, arrived_at
        self.save(update_fields=["arrived_at"])
        moved = f"Eingang {_moment(before)} geändert auf {_moment(arrived_at)}: {why}"
        self._note(self.status, timezone.now(), by, moved)

    @transaction.atomic
    def _move(self, target, by=None, why="", *, silent=False):
        """The one place that writes a status; `target` is one, or decides on one under the lock."""
        self._lock()
        status = target() if callable(target) else target
        self._check(status, why)
        before, self.status, self.status_since = self.status, status, timezone.now()
        self.offer_ends_at = self._end_of_offer() if status == Status.OFFERED else None
        if before == NEW or status == Status.WAITING:
            self._draw_sequence()
        self._save_course_of_life(is_new=before == NEW)
        self._note(before, self.status_since, by, why)
        self._book(before, by)
        if not silent:
            notices.tell_status(self, due=self.course.fee if before == NEW else None)
        if before in SEATED and status in FREES_A_SEAT:
            offer_free_seats(self.course)

    def _save_course_of_life(self, is_new):
        """Leave alone what somebody else may be writing about the person meanwhile."""
        mine = [field.name for field in Lifecycle._meta.fields]
        self.save(update_fields=None if is_new else [*mine, "reference"])

    def _lock(self):
        """Queue for the course's seats, then look at what became of this registration meanwhile."""
        self.course = Course.objects.locked(self.course_id)
        self._line = None
        if self.pk:
            mine = [field.name for field in Lifecycle._meta.fields]
            self.refresh_from_db(fields=[*mine, "under_age"])

    def _seats(self):
        """Return the course's line, counted once for as long as the lock is held."""
        self._line = self._line or type(self).objects.line(self.course)
        return self._line

    def _check(self, status, why):
        if not self.may_become(status):
            raise MoveRefused(
                f"Das geht nicht mehr. Der Stand ist jetzt: {self.get_status_display()}."
            )
        if (self.status, status) in NEEDS_REASON and not why:
            raise MoveRefused("Bitte schreiben Sie auf, warum.")
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
        undecided = any(one.lacks_guardian_consent() for one in party)
        if undecided or self.course.admission == Admission.STAFF:
            return Status.RECEIVED
        return self._status_by_seats(len(party))

    def _decided_status(self):
        if self.lacks_guardian_consent():
            raise MoveRefused("Die Einwilligung der Sorgeberechtigten fehlt noch.")
        return self._status_by_seats()

    def _status_at(self, now):
        if now and not (self.offer_ends_at and self.offer_ends_at <= now):
            raise MoveRefused("Die Frist läuft noch.")
        return Status.EXPIRED

    def _last_in_line(self):
        self.arrived_at = timezone.now()
        return Status.WAITING

    def _end_of_offer(self):
        """Return the last moment of the day that people are told."""
        day = timezone.localdate() + timedelta(days=self.course.offer_days)
        return datetime.combine(day, time.max, timezone.get_current_timezone())

    def _status_by_seats(self, people=1):
        return Status.ENROLLED if self._seats().goes_to(people) else Status.WAITING

    def _draw_sequence(self):
        self.sequence = self._seats().last + 1
        self.reference = self.reference or f"{self.course.code}-{self.sequence:03}"

    def _note(self, before, at, by, why):
        StatusChange.objects.create(
            registration=self, before=before, after=self.status, at=at, by=by, why=why
        )

    def _book(self, before, by):
        if before == NEW and self.status == Status.ENROLLED:
            ledger.charge_new(self, by)
        elif self.status in LEDGER_VERBS:
            LEDGER_VERBS[self.status](self, by)


def _moment(time):
    return f"{timezone.localtime(time):%d.%m.%Y %H:%M}"


@transaction.atomic
def offer_free_seats(course):
    """Offer every free seat to the first in line; call it whenever seats may have become free.

    Once the first block is over nobody is offered a seat any more."""
    course = Course.objects.locked(course.pk)
    if not course.offers_seats(timezone.localdate()):
        return
    free = course.registrations.line(course).free
    for registration in course.registrations.waiting_line()[:free]:
        registration.offer()


class StatusChange(models.Model):
    """One move of a registration (Verlauf): who, when and, where it needs one, why."""

    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, related_name="status_changes"
    )
    before = models.CharField("von", max_length=20, choices=Status, blank=True)
    after = models.CharField("nach", max_length=20, choices=Status)
    at = models.DateTimeField("am")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="durch",
        help_text="Leer: die Person selbst oder die Software.",
    )
    why = models.CharField("warum", max_length=400, blank=True)
    # Where the registration stood in the line from then on, so that the line can be replayed.
    arrived_at = models.DateTimeField("Eingang", null=True)
    sequence = models.PositiveIntegerField("Nummer im Kurs", null=True)
    preferred_at = models.DateTimeField("nach vorn gesetzt am", null=True)
    party = models.UUIDField("nur gemeinsam", null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "Änderung"
        verbose_name_plural = "Verlauf"

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"
