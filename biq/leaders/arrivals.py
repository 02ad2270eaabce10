"""Who comes to a course day and has no place: from the waiting list, or as a guest."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from biq.leaders.views import SEE_OTHER, LeaderRequest, led_day
from courses.models import CourseDay, CourseStatus
from participants.attendance.guests import DayGuest, welcome_guest, welcome_waiting
from participants.registration.models import Registration
from participants.registration.status import MoveRefused
from web.input.text_cleaning import LineField

_NAME = LineField(max_length=150)


@dataclass(frozen=True)
class Arrivals:
    """Who came without a place, and who may still come from the waiting list."""

    guests: list[DayGuest]
    waiting: list[Registration]


def arrivals(day: CourseDay) -> Arrivals | None:
    """Return the Arrivals of a course day; None where nobody can be added (any more)."""
    course = day.block.course
    if day.is_cancelled or day.date > timezone.localdate():
        return None
    if course.status != CourseStatus.PUBLISHED:
        return None
    guests = list(day.guests.all())
    here = {guest.registration_id for guest in guests}
    line = course.registrations.waiting_line().select_related("participant")
    return Arrivals(guests, [one for one in line if one.pk not in here])


@require_POST
def welcome(request: LeaderRequest, slug: str, day: int) -> HttpResponse:
    """Note a guest by name."""
    course_day = led_day(request, slug, day)
    try:
        guest = welcome_guest(course_day, _NAME.clean(request.POST.get("name", "")), request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Als Gast notiert: {guest}.")
    return _back(course_day)


@require_POST
def say_goodbye(request: LeaderRequest, slug: str, day: int, guest: int) -> HttpResponse:
    """Take a guest off the list again."""
    course_day = led_day(request, slug, day)
    found = get_object_or_404(course_day.guests, pk=guest)
    found.delete()
    messages.success(request, f"Nicht mehr auf der Liste: {found}.")
    return _back(course_day)


@require_POST
def admit(request: LeaderRequest, slug: str, day: int, person: int) -> HttpResponse:
    """Let somebody from the waiting list take part, where a seat is free."""
    course_day = led_day(request, slug, day)
    people = course_day.block.course.registrations.select_related("participant")
    waiting = get_object_or_404(people, pk=person)
    name = waiting.participant.name
    try:
        is_enrolled = welcome_waiting(course_day, waiting, request.user)
    except (ValidationError, MoveRefused) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
        return _back(course_day)
    if is_enrolled:
        messages.success(request, f"{name} hat jetzt einen Platz. Bitte tragen Sie „da“ ein.")
    else:
        said = f"Es ist kein Platz frei. {name} steht als Gast auf der Liste."
        messages.warning(request, f"{said} Die Verwaltung sieht es und entscheidet.")
    return _back(course_day)


def _back(day: CourseDay) -> HttpResponse:
    """Lead to the sheet under an address of which no device keeps an older page."""
    here = reverse("leaders:attendance", args=[day.block.course.slug, day.pk])
    return HttpResponseRedirect(f"{here}?neu#gaeste", status=SEE_OTHER)
