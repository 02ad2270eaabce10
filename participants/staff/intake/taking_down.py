"""Staff write down somebody's registration: stored once, however often the form is sent."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404

from accounts.models import User
from courses.models import Course
from participants.people.reachable import SHARED_CONTACT
from participants.registration.arrival import digest_of_answers, register
from participants.registration.models import Registration, RegistrationChannel
from participants.registration.party import tie
from participants.registration.status import MoveRefused, Status
from participants.staff.intake.staff_application_form import StaffApplicationForm
from web.form_key import find_spent_key

WHY_TOGETHER: dict[str, str] = {
    RegistrationChannel.PHONE: "So am Telefon gesagt.",
    RegistrationChannel.PAPER: "So steht es auf dem Papier.",
}


@dataclass(frozen=True)
class TakenDown:
    """The registration that a form led to; `is_other` when it was stored with other answers."""

    registration: Registration
    is_other: bool = False


def take_down(course: Course, form: StaffApplicationForm, by: User) -> TakenDown:
    """Register once: the same form, sent again, leads to what it stored the first time.

    Raises MoveRefused when the course takes nobody any more."""
    before = _before(form)
    if before is None:
        try:
            with transaction.atomic():
                return TakenDown(register(course, form.stated(), key=form.spent_key(), by=by))
        except IntegrityError:
            before = _before(form)
            if before is None:
                raise
    return before


def _before(form: StaffApplicationForm) -> TakenDown | None:
    """Return what the form led to when it was sent before; None when this is the first time."""
    used = find_spent_key(form.spent_key())
    if used is None:
        return None
    token = used.receipt.strip("/").rpartition("/")[2]
    registration = get_object_or_404(Registration, token=token)
    return TakenDown(registration, is_other=used.digest != digest_of_answers(form.stated()))


def shared_with(course: Course, reference: str | None) -> dict[str, Any]:
    """Return what a form takes over from the course's registration with this number.

    It is nothing when there is no such registration."""
    found = course.registrations.filter(reference=reference or "").select_related("participant")
    person = next((registration.participant for registration in found), None)
    if person is None:
        return {}
    return {name: getattr(person, name) for name in SHARED_CONTACT} | {
        "phone": person.phone_text,
        "language": person.language,
    }


def tie_together(registration: Registration, form: StaffApplicationForm, by: User) -> str:
    """Tie the two who only take part together. Returns why that does not work, empty when it does.

    Two who both have a place need no tie, and what was sent twice is tied once."""
    other = form.cleaned_data["together_with"]
    if other is None or (registration.party and registration.party == other.party):
        return ""
    if registration.status == other.status == Status.ENROLLED:
        return ""
    try:
        tie([other, registration], by, WHY_TOGETHER[form.came_by])
    except MoveRefused as refusal:
        return f"„Nur gemeinsam“ ist nicht vermerkt. {refusal}"
    return ""
