from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from correspondence.models import Channel
from courses.models import Course
from participants.registration import deadlines
from participants.registration.lifecycle import Lifecycle
from participants.registration.line import Line, rank
from participants.registration.status import SEATED, TOOK_PART, Status
from web.database.precompiled_query import PrecompiledQuery
from web.link_token import new_token


class RegistrationChannel(models.TextChoices):
    """How a registration or a consent reached the foundation."""

    ONLINE = "online", "online"
    PHONE = "phone", "am Telefon"
    PAPER = "paper", "auf Papier"


class LivesHere(models.TextChoices):
    YES = "yes", "ja"
    NEARBY = "nearby", "in der Nähe"


class BadgeName(models.TextChoices):
    """What stands on somebody's name badge."""

    FIRST = "first", "nur der Vorname"
    WHOLE = "whole", "der ganze Name"


# No list of a course shows more people: twice the most seats that a course can have.
LIST_LIMIT = 1000


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def seated(self) -> Self:
        return self.filter(status__in=SEATED)

    def took_part(self) -> Self:
        """Those who are or were in the course, also after its end."""
        return self.filter(status__in=TOOK_PART)

    def by_name(self) -> Self:
        """In the order of lists."""
        return self.order_by("participant__sort_key", "pk")

    def limited(self) -> "RegistrationQuerySet":
        """The same, found before they are sorted; of a course there are never more than seats.

        Otherwise the database may read everybody there ever was in the order of names, looking for
        those of one course."""
        return Registration.objects.filter(pk__in=self.order_by().values("pk")[:LIST_LIMIT])

    def waiting_line(self) -> Self:
        """Those who wait, in the order of the line; a party stands where its best member stands."""
        front, arrived_at, sequence = (_of_unit(field) for field in RANK)
        waiting = self.filter(status=Status.WAITING)
        own = (FRONT.desc(), "arrived_at", "sequence")
        return waiting.order_by(front.desc(), arrived_at, sequence, *own)

    def line(self, course: Course) -> Line:
        """Return the `Line` of a course; exact only while the course row is locked."""
        line = Line(course.capacity, *_line.row(course.pk))
        return replace(line, smallest=smallest_unit(course.pk)) if line.depends_on_sizes else line

    def offered_by_mail(self) -> Self:
        """Those offered a seat by an e-mail of which nobody knows yet whether it arrived."""
        return self.filter(
            status=Status.OFFERED, offer_ends_at=None, offer_message__channel=Channel.EMAIL
        )

    def stuck_offers(self, now: datetime) -> Self:
        """Those offered a seat whose time to answer does not begin by itself: staff decide.

        Somebody tried to reach them three times in vain, or seven days went by."""
        open_offers = self.filter(status=Status.OFFERED, offer_ends_at=None, accepted_at=None)
        missed = Count("offer_message__call_tries", Q(offer_message__call_tries__reached=False))
        long_ago = Q(status_since__lte=now - timedelta(days=deadlines.DAYS_BEFORE_STUCK))
        return open_offers.alias(missed=missed).filter(
            long_ago | Q(missed__gte=deadlines.TRIES_BEFORE_STUCK)
        )


# Who was put in front last stands first; most people never were.
FRONT = Coalesce("preferred_at", Value(datetime.fromtimestamp(0, UTC)))
RANK = {"front": FRONT, "arrived_at": F("arrived_at"), "sequence": F("sequence")}


def _of_unit(field: str) -> Case:
    """Return what orders the line: this field of the best member of each one's party."""
    mates = Registration.objects.filter(status=Status.WAITING, party=OuterRef("party"))
    mates = mates.order_by(FRONT.desc(), "arrived_at", "sequence")
    best = mates.annotate(best=RANK[field]).values("best")[:1]
    return Case(When(party=None, then=RANK[field]), default=Subquery(best))


def smallest_unit(course_pk: int) -> int:
    """Return how many people the smallest unit that waits consists of; 0 where nobody waits."""
    waiting = Registration.objects.filter(course=course_pk, status=Status.WAITING).order_by()
    sizes = dict(waiting.values_list("party").annotate(people=Count("pk")))
    return 1 if None in sizes else min(sizes.values(), default=0)


def count_of(registrations: "QuerySet[Registration]", statuses: Collection[str]) -> Coalesce:
    """Return how many of one course's registrations have these statuses, for use in a query."""
    those = registrations.filter(status__in=statuses).order_by().values("course")
    return Coalesce(Subquery(those.annotate(n=Count("pk")).values("n")), 0)


def _line_of(course_pk: int) -> "QuerySet[Course, Any]":
    there = Registration.objects.filter(course=course_pk)
    last = Coalesce(Subquery(there.order_by("-sequence").values("sequence")[:1]), 0)
    taken, waiting = count_of(there, SEATED), count_of(there, [Status.WAITING])
    return Course.objects.filter(pk=course_pk).order_by().values_list(taken, waiting, last)


def _people_ahead(pk: int) -> "QuerySet[Registration, Any]":
    """Count those who wait before this one: who ranks higher, and all who are tied to them."""
    me = Registration.objects.filter(pk=pk).annotate(front=FRONT)
    front, arrived_at, sequence = (Subquery(me.values(field)) for field in RANK)
    line = Registration.objects.filter(course=Subquery(me.values("course")), status=Status.WAITING)
    line = line.alias(front=FRONT).order_by()
    ahead = Q(front__gt=front) | Q(front=front) & (
        Q(arrived_at__lt=arrived_at) | Q(arrived_at=arrived_at, sequence__lt=sequence)
    )
    parties = line.filter(ahead, party__isnull=False).values("party")
    people = line.filter(ahead | Q(party__in=parties))
    return people.values("course").annotate(people=Count("pk")).values_list("people")


_line = PrecompiledQuery(_line_of, gap=-1)
_ahead = PrecompiledQuery(_people_ahead, gap=-1)


class Registration(Lifecycle):
    """One person's place, or wait, in one course (Anmeldung)."""

    calendar_token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    channel = models.CharField(
        "eingegangen", max_length=10, choices=RegistrationChannel, default="online", editable=False
    )
    lives_here = models.CharField(
        "Wohnt im Stadtteil", max_length=10, choices=LivesHere, blank=True
    )
    badge = models.CharField(
        "Auf dem Namensschild", max_length=5, choices=BadgeName, default=BadgeName.FIRST
    )
    guardian_name = models.CharField("Sorgeberechtigte Person", max_length=150, blank=True)
    guardian_contact = models.CharField("Kontakt dieser Person", max_length=200, blank=True)

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
            models.Index(fields=["course"], condition=Q(needs__gt=""), name="registration_needs"),
            models.Index(
                fields=["offer_ends_at"],
                condition=Q(offer_ends_at__isnull=False),
                name="open_offers",
            ),
            models.Index(
                fields=["course", "account"], condition=~Q(account=0), name="unsettled_accounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.participant}"

    def place_in_line(self) -> int | None:
        """Return 1 for the first who waits, and for all of a party the same.

        It says how many people stand ahead. None for somebody who does not wait."""
        if self.status != Status.WAITING:
            return None
        best = min([self, *self.companions()], key=rank)
        (ahead,) = _ahead.row(best.pk) or [0]
        return ahead + 1
