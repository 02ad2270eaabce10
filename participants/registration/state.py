"""What a registration keeps about its life: fields, and the facts that follow from them.

The verbs stand in `lifecycle.py`. Every verb takes the lock, changes fields, and stores them
together with a line of the history.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F
from django.db.models.functions import Round
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from participants.ledger import ZERO, LedgerEntry
from participants.people.consents import Consent, ConsentKind
from participants.people.person import Participant
from participants.registration import deadlines
from participants.registration.history import StatusChange
from participants.registration.line import Line
from participants.registration.status import LEAVING, MOVES, NEW, OUT, SEATED, MoveRefused, Status
from web.link_token import new_token

# What the verbs change. Other columns are left alone: somebody else may be writing them meanwhile.
STATE_FIELDS = (
    "status",
    "status_since",
    "arrived_at",
    "sequence",
    "preferred_at",
    "party",
    "offer_message",
    "offer_ends_at",
    "accepted_at",
    "joined_on",
)


class RegistrationState(models.Model):
    """Whose registration it is, how it stands, its place in line, and what is offered to it."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="registrations", verbose_name="Durchlauf"
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="registrations", verbose_name="Person"
    )
    reference = models.CharField("Anmeldenummer", max_length=24, unique=True, editable=False)
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    under_age = models.BooleanField("unter 18", default=False)
    needs = models.TextField(
        "Was die Person braucht, um gut teilnehmen zu können", max_length=1000, blank=True
    )
    status = models.CharField("Stand", max_length=20, choices=Status, default=NEW, editable=False)
    status_since = models.DateTimeField("seit", default=timezone.now, editable=False)
    arrived_at = models.DateTimeField("Eingang", default=timezone.now)
    sequence = models.PositiveIntegerField("Nummer im Kurs", editable=False)
    preferred_at = models.DateTimeField(
        "nach vorn gesetzt am", null=True, blank=True, editable=False
    )
    party = models.UUIDField(
        "nur gemeinsam",
        null=True,
        blank=True,
        editable=False,
        help_text="Gleich bei allen, die nur gemeinsam teilnehmen möchten; leer bei den anderen.",
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
    offer_ends_at = models.DateTimeField(
        "Antwort bis",
        null=True,
        blank=True,
        editable=False,
        help_text="Leer bei einem angebotenen Platz: Die Frist hat noch nicht begonnen.",
    )
    accepted_at = models.DateTimeField(
        "Ja gesagt am",
        null=True,
        blank=True,
        editable=False,
        help_text="Solange die Antwort der anderen noch fehlt, die nur gemeinsam teilnehmen.",
    )

    account = models.DecimalField(
        "Konto",
        max_digits=9,
        decimal_places=2,
        default=ZERO,
        editable=False,
        help_text="Die Summe der Buchungen in Euro; unter 0 ist es ein Guthaben.",
    )
    joined_on = models.DateField(
        "dabei seit",
        null=True,
        blank=True,
        editable=False,
        help_text="Leer: von Anfang an.",
    )

    # Set on a new registration whose consent of a guardian is stored right after it.
    guardian_agreed = False
    # Set on a new registration whose wish to pay less is stored right after it.
    wishes_reduction = False
    # The course's line, counted once for as long as the lock is held.
    _line: Line | None = None

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("registration", args=[self.token])

    def may_become(self, status: str) -> bool:
        return status in MOVES[self.status]

    @property
    def holds_seat(self) -> bool:
        return self.status in SEATED

    @property
    def has_left(self) -> bool:
        return self.status in LEAVING

    def had_joined(self, day: date) -> bool:
        """Return whether the person had a place on that local date, as far as it is known."""
        return self.joined_on is None or self.joined_on <= day

    def lacks_guardian_consent(self) -> bool:
        """True while somebody under 18 has no consent of a guardian on record."""
        if not self.under_age or self.guardian_agreed:
            return False
        given = Consent.objects.in_force(ConsentKind.GUARDIAN)
        return not (self.pk and given.filter(registration=self.pk).exists())

    def balance(self) -> Decimal:
        """Return what is still due in euros; less than zero is what the foundation owes.

        It is summed up from the entries as they are now; lists read the same from `account`."""
        return LedgerEntry.objects.filter(registration=self.pk).balance()

    def add_to_account(self, amount: Decimal) -> None:
        """Keep `account` the sum of the entries, one of which was just written; under the lock."""
        # SQLite reckons with floating point numbers.
        new = Round(F("account") + amount, precision=2)
        type(self)._default_manager.filter(pk=self.pk).update(account=new)
        self.account += amount

    def days_to_answer(self) -> int:
        """Return how many days the person has once the offer reached them."""
        return deadlines.days_to_answer(timezone.now(), self.course, self._reached_by())

    def end_of_offer(self, begins: datetime) -> datetime:
        """Return when an offer ends that reached the person, or was printed, at `begins`."""
        return deadlines.end_of_offer(begins, self.course, self._reached_by())

    def _reached_by(self) -> str | None:
        """Return the channel by which an offer reaches the person; None where there is none."""
        if self.offer_message:
            return self.offer_message.channel
        return self.participant.as_recipient().reached_by

    def lock(self) -> None:
        """Queue for the course's seats, then look at what became of this registration meanwhile."""
        self.course = Course.objects.locked(self.course_id)
        self._line = None
        if self.pk:
            self.refresh_from_db(fields=[*STATE_FIELDS, "under_age", "account"])

    def seats(self) -> Line:
        """Return the course's line; exact only under the lock."""
        self._line = self._line or self.course.registrations.line(self.course)
        return self._line

    def draw_sequence(self) -> None:
        """Take the next number of the course, and on arrival the reference that names it."""
        self.sequence = self.seats().last + 1
        self.reference = self.reference or f"{self.course.code}-{self.sequence:03}"

    def store_change(self, by: User | None, why: str) -> None:
        """Store what changed while the status did not, and say so in the history."""
        self._store(self.status, timezone.now(), by, why)

    def store_move(self, before: str, by: User | None, why: str) -> None:
        """Store the new status, and in the history the one before; needs go with the place."""
        if self.status == Status.ENROLLED:
            self.joined_on = self._joins_on(before)
        if self.status in OUT:
            self.needs = ""
        if before == NEW and self.status == Status.ENROLLED:
            self.account = self.course.fee  # charged in the next moment, see `ledger.charge_new`
        self._store(before, self.status_since, by, why)

    def _joins_on(self, before: str) -> date:
        """Return since when a place is held: who never waited for it had it on arrival."""
        waited = before not in (NEW, Status.RECEIVED)
        return timezone.localdate(self.status_since if waited else self.arrived_at)

    def _store(self, before: str, at: datetime, by: User | None, why: str) -> None:
        changed = [*STATE_FIELDS, "reference", *(["needs"] if self.status in OUT else [])]
        self.save(update_fields=None if before == NEW else changed)
        change = StatusChange(
            registration_id=self.pk,
            before=before,
            after=self.status,
            at=at,
            by=by,
            why=why[:400],
            arrived_at=self.arrived_at,
            sequence=self.sequence,
            preferred_at=self.preferred_at,
            party=self.party,
        )
        change.save(force_insert=True)

    def too_late(self) -> MoveRefused:
        """Return the refusal that names the present status."""
        return MoveRefused(
            f"Das geht nicht mehr. Der Stand ist jetzt: {self.get_status_display()}."
        )


def date_and_time(moment: datetime) -> str:
    """Return the local date and time as German text."""
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"
