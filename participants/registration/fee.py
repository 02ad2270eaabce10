"""What is agreed about the fee: booked, and told to the person in the same step."""

from decimal import Decimal

from django.db import transaction

from accounts.models import User
from participants import ledger
from participants.ledger import FeeAgreement
from participants.registration import notices
from participants.registration.models import Registration
from participants.registration.renewal import renew_enrolled


@transaction.atomic
def agree(
    registration: Registration,
    decision: str,
    amount: Decimal | None = None,
    by: User | None = None,
) -> FeeAgreement:
    """Do `ledger.agree` and tell the person what they pay; raises what that raises."""
    agreement = ledger.agree(registration, decision, amount, by)
    if registration.course.fee:
        renew_enrolled(registration)
        notices.tell_fee(registration, agreement)
    return agreement
