"""Registering several people who take part only together, and asking what became of them."""

from django.utils import timezone

from correspondence.models import Message
from courses.models import Course
from participants.models import Registration
from participants.registration.arrival import Application, register_all

CONFIRMED = {"email": "x@example.org", "channel": "email", "email_confirmed_at": timezone.now()}


def come(course, *names, **answers):
    """Register these people, several only together; return their registrations."""
    people = [
        Application(person={"name": name, **CONFIRMED}, answers=answers.get(name, {}))
        for name in names
    ]
    return register_all(Course.objects.get(pk=course.pk), people, together=True)


def fresh(*registrations):
    return [Registration.objects.get(pk=one.pk) for one in registrations]


def statuses(*registrations):
    return [one.status for one in fresh(*registrations)]


def told(registration):
    mine = Message.objects.filter(recipient_key=registration.participant.key).order_by("pk")
    return [
        occasion.removeprefix("registration_")
        for occasion in mine.values_list("occasion", flat=True)
    ]
