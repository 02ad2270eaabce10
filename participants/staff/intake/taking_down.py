"""Staff write down somebody's registration: stored once, however often the form is sent."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404

from participants.people.reachable import SHARED_CONTACT
from participants.registration.arrival import digest_of_answers, register
from participants.registration.models import Registration, RegistrationChannel
from participants.registration.party import tie
from participants.registration.status import MoveRefused, Status
from web.form_key import find_spent_key

WHY_TOGETHER = {
    RegistrationChannel.PHONE: "So am Telefon gesagt.",
    RegistrationChannel.PAPER: "So steht es auf dem Papier.",
}


@dataclass(frozen=True)
class TakenDown:
    """The registration that a form led to; `is_other` when it was stored with other answers."""

    registration: Registration
    is_other: bool = False


def take_down(course, form, by):
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


def _before(form):
    used = find_spent_key(form.spent_key())
    if used is None:
        return None
    token = used.receipt.strip("/").rpartition("/")[2]
    registration = get_object_or_404(Registration, token=token)
    return TakenDown(registration, is_other=used.digest != digest_of_answers(form.stated()))


def shared_with(course, reference):
    """Return what a form takes over from a registration of the course; nothing from an unknown."""
    found = course.registrations.filter(reference=reference or "").select_related("participant")
    person = next((registration.participant for registration in found), None)
    if person is None:
        return {}
    return {name: getattr(person, name) for name in SHARED_CONTACT} | {
        "phone": person.phone_text,
        "language": person.language,
    }


def tie_together(registration, form, by):
    """Tie the two who only take part together. Returns why that does not work; else nothing.

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
