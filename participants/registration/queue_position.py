"""What a registration keeps about its place in line, and how that is written down."""

from django.db import models, transaction
from django.utils import timezone

from courses.models import Course
from participants.registration.status import MoveRefused, check_reason


class QueuePosition(models.Model):
    """Where somebody stands in line, with whom, and what is offered to them."""

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

    class Meta:
        abstract = True

    @transaction.atomic
    def backdate(self, arrived_at, by, why):
        """Set when the registration arrived, for a paper form that lay in the letter box.

        The change stands in the history. Raises MoveRefused without a reason."""
        check_reason(why)
        self._lock()
        before, self.arrived_at = self.arrived_at, arrived_at
        self._rewrite(
            by, f"Eingang {date_and_time(before)} geändert auf {date_and_time(arrived_at)}: {why}"
        )

    def _lock(self):
        """Queue for the course's seats, then look at what became of this registration meanwhile."""
        self.course = Course.objects.locked(self.course_id)
        self._line = None
        if self.pk:
            self.refresh_from_db(fields=[*self._state_fields(), "under_age"])

    def _seats(self):
        """Return the course's line, counted once for as long as the lock is held."""
        self._line = self._line or type(self).objects.line(self.course)
        return self._line

    def _draw_sequence(self):
        self.sequence = self._seats().last + 1
        self.reference = self.reference or f"{self.course.code}-{self.sequence:03}"

    def _rewrite(self, by, why):
        """Store what changed while the status did not, and say so in the history."""
        self._save_state()
        self._note(self.status, timezone.now(), by, why)

    def _save_state(self, is_new=False):
        """Leave alone what somebody else may be writing about the person meanwhile."""
        self.save(update_fields=None if is_new else [*self._state_fields(), "reference"])

    def _note(self, before, at, by, why):
        change = self.status_changes.model(
            registration=self,
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

    def _too_late(self):
        return MoveRefused(
            f"Das geht nicht mehr. Der Stand ist jetzt: {self.get_status_display()}."
        )

    @staticmethod
    def _state_fields():
        """Return the names of the fields that change with the life of a registration."""
        return [*(field.name for field in QueuePosition._meta.fields), "status", "status_since"]


def date_and_time(time):
    return f"{timezone.localtime(time):%d.%m.%Y %H:%M}"
