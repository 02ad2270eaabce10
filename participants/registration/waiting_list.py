"""The waiting list as time passes: seats that are free are offered, and unanswered offers go on."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from courses.models import Course, CourseStatus
from participants.registration.lifecycle import offer_free_seats
from participants.registration.models import Registration, count_of
from participants.registration.status import SEATED, MoveRefused, Status


def offer_seats(now: datetime) -> None:
    """Offer seats that became free without a move, as when staff raise a course's number of seats.

    Called by the worker; afterwards nobody waits beside a free seat, so once is enough."""
    today = timezone.localdate(now)
    for course in _with_free_seats():
        if course.offers_seats(today):
            offer_free_seats(course)


def _with_free_seats() -> QuerySet[Course]:
    """Return the published courses in which somebody waits although not every seat is taken."""
    there = Registration.objects.filter(course=OuterRef("pk"))
    waiting = Exists(there.filter(status=Status.WAITING))
    published = Course.objects.filter(waiting, status=CourseStatus.PUBLISHED)
    return published.alias(taken=count_of(there, SEATED)).filter(taken__lt=F("capacity"))


def expire_offers(now: datetime) -> int:
    """End every offer whose time is over and return how many there were.

    Ending one offers the seat to the next in line. Called by the worker; calling it twice does
    nothing more."""
    offered = Registration.objects.filter(status=Status.OFFERED, accepted_at=None)
    due = offered.filter(offer_ends_at__lte=now)
    return sum(_expire(registration, now) for registration in due)


def _expire(registration: Registration, now: datetime) -> int:
    try:
        return registration.expire(now)
    except MoveRefused:  # answered in this very moment, or a companion still has time
        return 0
