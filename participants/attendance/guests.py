"""Who comes to a course day without a place: they are counted on that day, and nothing else.

Somebody from the waiting list is enrolled on the spot where a seat is free; else staff read that
they were there, and decide."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Course, CourseDay, CourseStatus
from participants.registration.models import Registration
from participants.registration.status import Status

# How long the name of somebody who was there once is kept.
NAMES_KEPT = timedelta(days=60)


class DayGuest(models.Model):
    """Somebody who came to a course day without a place (Gast).

    `registration` is that of somebody who waits; without one there is only a name."""

    day = models.ForeignKey(CourseDay, models.CASCADE, related_name="guests")
    name = models.CharField("Name", max_length=150)
    registration = models.ForeignKey(
        "participants.Registration", models.CASCADE, null=True, related_name="visits"
    )
    noted_at = models.DateTimeField("notiert am", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "Gast"
        verbose_name_plural = "Gäste"
        constraints = [
            models.UniqueConstraint(fields=["day", "registration"], name="one_visit_per_day")
        ]

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def welcome_guest(day: CourseDay, name: str, by: User) -> DayGuest:
    """Note a guest by name, once however often it is sent.

    Raises ValidationError for a day to come or cancelled, or no name."""
    Course.objects.locked(day.block.course_id)
    _check_today(day)
    guest = DayGuest(day=day, name=name, noted_by=by)
    guest.full_clean(exclude=["registration"])
    if noted := day.guests.filter(registration=None, name=name).first():
        return noted
    guest.save()
    return guest


@transaction.atomic
def welcome_waiting(day: CourseDay, registration: Registration, by: User) -> bool:
    """Enrol somebody who waits and is there now; return False where no seat is free.

    Then it is noted for staff that they were there. Raises ValidationError like `welcome_guest`,
    and for somebody who does not wait in this course; MoveRefused like `accept`."""
    Course.objects.locked(day.block.course_id)
    _check_today(day)
    registration.lock()
    if registration.course_id != day.block.course_id or registration.status != Status.WAITING:
        raise ValidationError("Diese Person steht nicht auf der Warteliste.")
    if not registration.companions() and registration.seats().free:
        _admit(registration, by)
        return True
    visit = {"name": registration.participant.name, "noted_by": by}
    DayGuest.objects.get_or_create(day=day, registration=registration, defaults=visit)
    return False


def _admit(registration: Registration, by: User) -> None:
    """Offer the seat and take it in one moment: nobody writes of an offer that is taken already."""
    registration.offer()
    offer = registration.offer_message
    registration.accept(by)
    if offer:
        offer.drop()


def _check_today(day: CourseDay) -> None:
    if day.is_cancelled or day.date > timezone.localdate():
        raise ValidationError("An diesem Kurstag kann noch niemand dabei sein.")
    if day.block.course.status != CourseStatus.PUBLISHED:
        raise ValidationError("Dieser Kurs nimmt niemanden mehr auf.")


def forget_guests(now: datetime) -> None:
    """Delete the names of who was there once, some weeks after the day. Called by the worker."""
    DayGuest.objects.filter(day__date__lt=timezone.localdate(now - NAMES_KEPT)).delete()


def waiting_visitors() -> "models.QuerySet[Registration]":
    """Return those who still wait for a place and were there already."""
    waiting = Registration.objects.filter(status=Status.WAITING, visits__isnull=False)
    return waiting.distinct().order_by("arrived_at")
