"""Whether somebody is enrolled, waits, or has to be decided on first. Ask it under the lock."""

from collections.abc import Sequence

from courses.models import Admission, CourseStatus
from participants.registration.state import RegistrationState
from participants.registration.status import MoveRefused, Status


def status_on_arrival(person: RegistrationState, unit: Sequence[RegistrationState]) -> Status:
    """Decide on all of a unit when the first arrives; the others follow."""
    if unit[0] is not person:
        return Status(unit[0].status)
    return status_by_seats(unit) if is_admitted_at_once(unit) else Status.RECEIVED


def is_admitted_at_once(unit: Sequence[RegistrationState]) -> bool:
    """True where nobody has to decide, and no guardian's consent is missing."""
    lacking = any(one.lacks_guardian_consent() for one in unit)
    return not lacking and unit[0].course.admission == Admission.AUTOMATIC


def decided_status(unit: Sequence[RegistrationState]) -> Status:
    """Return what those become whom staff admit.

    Raises MoveRefused while a guardian's consent is missing."""
    if any(one.lacks_guardian_consent() for one in unit):
        raise MoveRefused("Die Einwilligung der Sorgeberechtigten fehlt noch.")
    return status_by_seats(unit)


def status_by_seats(unit: Sequence[RegistrationState]) -> Status:
    return Status.ENROLLED if unit[0].seats().has_seats_for(len(unit)) else Status.WAITING


def check_may_seek(person: RegistrationState) -> None:
    """Raise MoveRefused for a course that is over, and for somebody who died."""
    if person.course.status in (CourseStatus.CANCELLED, CourseStatus.COMPLETED):
        raise MoveRefused("Dieser Kurs ist beendet und nimmt niemanden mehr auf.")
    if person.participant.date_of_death:
        raise MoveRefused("Diese Person ist verstorben.")
