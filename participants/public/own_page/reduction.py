"""The wish to pay less, or nothing: one choice, no reason, no proof."""

from django.db import transaction

from courses.models import Course
from participants import ledger
from participants.ledger import FeeDecision
from participants.registration import renewal
from participants.registration.models import Registration
from participants.registration.status import SEEKING


def reduction_is_requested(registration: Registration) -> bool:
    """Return whether the person asked to pay less and has no answer yet."""
    latest = registration.fee_agreements.last()
    wished = latest is not None and latest.decision == FeeDecision.REQUESTED
    return wished and registration.status in SEEKING


def may_request_reduction(registration: Registration) -> bool:
    """Return whether there is something left to pay less of, or will be."""
    if registration.status not in SEEKING or not registration.course.fee:
        return False
    latest = registration.fee_agreements.last()
    if latest is not None and latest.decision in (FeeDecision.REQUESTED, FeeDecision.WAIVED):
        return False
    return registration.account > 0 or not registration.ledger_entries.exists()


@transaction.atomic
def request_reduction(registration: Registration) -> None:
    """Note the wish once, however often it is sent; nothing for whom it does not concern."""
    Course.objects.locked(registration.course_id)
    registration.refresh_from_db(fields=["status", "account"])
    if may_request_reduction(registration):
        ledger.request_reduction(registration)
        renewal.renew_amounts(registration)
