"""What needs doing, read from the rows themselves: each line has a number and leads to its place.

Every line costs a fixed number of queries, however much there is to do."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from biq.staff.tasks import (
    background,
    certificates,
    correspondence,
    pages,
    programme,
    registrations,
)
from biq.staff.tasks.task import Task


def tasks(now: datetime, today: date, courses: Iterable[Any]) -> list[Task]:
    """Return the lines that have something to do; `courses` are those of `current_courses`."""
    lines = [
        *background.background_service(now),
        correspondence.failed_mails(),
        registrations.undecided_registrations(),
        registrations.free_seats(courses),
        registrations.undecided_wishes(),
        registrations.stuck_offers(now),
        registrations.visitors_who_wait(),
        correspondence.calls(),
        correspondence.letters(),
        registrations.unconfirmed_addresses(today),
        programme.open_proposals(),
        programme.missing_attendance(today),
        programme.courses_to_complete(today),
        certificates.certificates_to_issue(today),
        certificates.outdated_certificates(today),
        *registrations.unsettled_accounts(today),
        programme.days_without_venue(today),
        programme.blocks_without_partner(today),
        pages.unfinished_pages(),
    ]
    return [line for line in lines if line.number]
