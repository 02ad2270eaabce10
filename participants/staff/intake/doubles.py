"""Somebody with this name is in the course already: staff see it before the form is stored.

The form comes back once with the hint, filled in as it was, and the same button stores it all the
same. Two people may share a name: the hint never blocks, and nothing is ever merged."""

from collections.abc import Iterable

from courses.models import Course
from participants.people.names import name_key
from participants.registration.models import Registration
from participants.registration.status import SEEKING
from participants.staff.intake.staff_application_form import StaffApplicationForm
from web.form_key import find_spent_key

MOST = 5


def unseen_doubles(course: Course, form: StaffApplicationForm, seen: str) -> list[Registration]:
    """Return the course's registrations with the name on the form, unless just these were seen.

    `seen` is what the form said: see `as_seen`. What is stored already is no new person."""
    if find_spent_key(form.spent_key()):
        return []
    found = _with_name(course, form.stated().person["name"])
    return found if as_seen(found) != seen else []


def _with_name(course: Course, name: str) -> list[Registration]:
    found = course.registrations.filter(
        participant__name_key=name_key(name)[:200], status__in=SEEKING
    )
    return list(found.select_related("participant", "course").order_by("sequence", "pk")[:MOST])


def as_seen(registrations: Iterable[Registration]) -> str:
    """Return what the form sends back when these were shown: their numbers, with spaces between."""
    return " ".join(registration.reference for registration in registrations)
