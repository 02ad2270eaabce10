"""Where a registration stands in line, with whom, and the verbs that change only that."""

from datetime import datetime
from typing import Self

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from participants.registration import party
from participants.registration.state import RegistrationState, date_and_time
from participants.registration.status import Status, check_reason

# With this word the history notes that another moment of arrival counts.
MOVED_ARRIVAL = "Eingang"


class QueuePosition(RegistrationState):
    """The place in line; the status stays what it is."""

    class Meta:
        abstract = True

    def companions(self) -> list[Self]:
        """Return the others who take part only together with this person; once decided, nobody."""
        return party.companions(self)

    def awaited(self) -> list[Self]:
        """Return the companions whose answer to the offer is still missing."""
        return party.awaited(self)

    @property
    def waits_for_companion(self) -> bool:
        """True for somebody who said yes to the offer while a companion did not answer yet."""
        return bool(self.accepted_at and self.awaited())

    @transaction.atomic
    def put_in_front(self, by: User | None, why: str) -> None:
        """Put somebody who waits, and all companions, before everybody else in line.

        The change stands in the history. Raises MoveRefused without a reason."""
        check_reason(why)
        unit, now = party.locked_unit(self), timezone.now()
        if self.status != Status.WAITING:
            raise self.too_late()
        for one in unit:
            one.preferred_at = now
            one.store_change(by, f"nach vorn gesetzt: {why}")

    @transaction.atomic
    def backdate(self, arrived_at: datetime, by: User | None, why: str) -> None:
        """Set when the registration arrived, for a paper form that lay in the letter box.

        The change stands in the history. Raises MoveRefused without a reason."""
        check_reason(why)
        self.lock()
        before, self.arrived_at = self.arrived_at, arrived_at
        change = f"{date_and_time(before)} geändert auf {date_and_time(arrived_at)}"
        self.store_change(by, f"{MOVED_ARRIVAL} {change}: {why}")
