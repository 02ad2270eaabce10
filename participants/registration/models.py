import secrets
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.written_once import WrittenOnce
from courses.models import Course
from participants.consents import ConsentKind
from participants.person import Participant
from participants.registration.lifecycle import SEATED, TOOK_PART, Lifecycle, Status


class RegistrationChannel(models.TextChoices):
    """How a registration or a consent reached the foundation."""

    ONLINE = "online", "online"
    PHONE = "phone", "am Telefon"
    PAPER = "paper", "auf Papier"


class LivesHere(models.TextChoices):
    YES = "yes", "ja"
    NEARBY = "nearby", "in der Nähe"


@dataclass(frozen=True)
class Line:
    """The seats of a course at one moment, and who stands in line for them."""

    capacity: int
    taken: int
    waiting: int
    last: int

    @property
    def free(self):
        return max(self.capacity - self.taken, 0)

    def goes_to(self, people):
        """Seats belong to newcomers only while nobody waits for them."""
        return self.free >= people and not self.waiting

    @property
    def goes_to_newcomer(self):
        return self.goes_to(1)


# Twice the most seats that a course can have.
PLENTY = 1000


class RegistrationQuerySet(models.QuerySet):
    def seated(self):
        return self.filter(status__in=SEATED)

    def took_part(self):
        """Those who are or were in the course, also after its end."""
        return self.filter(status__in=TOOK_PART)

    def by_name(self):
        """In the order of lists."""
        return self.order_by("participant__sort_key", "pk")

    def few(self):
        """The same, found before they are sorted; of a course there are never more than seats.

        Otherwise the database may read everybody there ever was in the order of names, looking for
        those of one course."""
        return self.model.objects.filter(pk__in=self.order_by().values("pk")[:PLENTY])

    def waiting_line(self):
        """Those who wait, in the order in which a seat reaches them."""
        return self.filter(status=Status.WAITING).order_by("arrived_at", "sequence")

    def line(self, course):
        """Return the `Line` of a course; exact only while the course row is locked."""
        return Line(course.capacity, *_line.row(course.pk))


def count_of(registrations, statuses):
    """Return how many of one course's registrations have these statuses, for use in a query."""
    those = registrations.filter(status__in=statuses).order_by().values("course")
    return Coalesce(Subquery(those.annotate(n=Count("pk")).values("n")), 0)


def _line_of(course_pk):
    there = Registration.objects.filter(course=course_pk)
    last = Coalesce(Subquery(there.order_by("-sequence").values("sequence")[:1]), 0)
    taken, waiting = count_of(there, SEATED), count_of(there, [Status.WAITING])
    return Course.objects.filter(pk=course_pk).order_by().values_list(taken, waiting, last)


_line = WrittenOnce(_line_of, gap=-1)


def new_token():
    return secrets.token_urlsafe(16)


class Registration(Lifecycle):
    """One person's place, or wait, in one course (Anmeldung)."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="registrations", verbose_name="Durchlauf"
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="registrations", verbose_name="Person"
    )
    reference = models.CharField("Anmeldenummer", max_length=24, unique=True, editable=False)
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    calendar_token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    channel = models.CharField(
        "eingegangen", max_length=10, choices=RegistrationChannel, default="online", editable=False
    )
    lives_here = models.CharField(
        "Wohnt im Stadtteil", max_length=10, choices=LivesHere, blank=True
    )
    needs = models.TextField(
        "Was die Person braucht, um gut teilnehmen zu können", max_length=1000, blank=True
    )
    under_age = models.BooleanField("unter 18", default=False)
    guardian_name = models.CharField("Sorgeberechtigte Person", max_length=150, blank=True)
    guardian_contact = models.CharField("Kontakt dieser Person", max_length=200, blank=True)

    # Set on a new registration whose consent of a guardian is stored right after it.
    guardian_agreed = False

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-arrived_at", "-sequence"]
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        constraints = [
            models.UniqueConstraint(fields=["course", "sequence"], name="sequence_in_course"),
        ]
        indexes = [
            models.Index(fields=["course", "status", "arrived_at", "sequence"], name="line"),
            models.Index(fields=["-arrived_at", "-sequence"], name="newest_first"),
            models.Index(fields=["status", "-arrived_at", "-sequence"], name="newest_by_status"),
            models.Index(
                fields=["party"], condition=Q(party__isnull=False), name="registration_party"
            ),
            models.Index(
                fields=["offer_ends_at"],
                condition=Q(offer_ends_at__isnull=False),
                name="open_offers",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.participant}"

    def get_absolute_url(self):
        return reverse("registration", args=[self.token])

    def place_in_line(self):
        """Return 1 for the first who waits; None for somebody who does not wait."""
        if self.status != Status.WAITING:
            return None
        ahead = Q(arrived_at__lt=self.arrived_at) | Q(
            arrived_at=self.arrived_at, sequence__lt=self.sequence
        )
        return self.course.registrations.waiting_line().filter(ahead).count() + 1

    def lacks_guardian_consent(self):
        """True while somebody under 18 has no consent of a guardian on record."""
        if not self.under_age or self.guardian_agreed:
            return False
        return not (self.pk and self.consents.in_force(ConsentKind.GUARDIAN).exists())

    def balance(self):
        """Return what is still due in euros; less than zero is what the foundation owes."""
        return self.ledger_entries.balance()
