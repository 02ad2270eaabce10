"""What stays of a certificate when its time is over, or when somebody wants to be forgotten.

A stub keeps number, code, kind, course, date, state and hash, so that the certificate in somebody's
hands can still be confirmed: "gültig, Name gelöscht". After ten years more it is deleted too.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from certificates.archive import stored_files
from certificates.models import Certificate, Rehearsal, State
from partners.models import Partner

PORTION = 50
STUB_YEARS = 10
_BLANK = {
    "printed_name": "",
    "topic": "",
    "end_reason": "",
    "problem": "",
    "pdf": "",
    "claim": "",
}


@transaction.atomic
def reduce_to_stub(certificate: Certificate, now: datetime | None = None) -> Certificate:
    """Delete name, PDF and all that leads to the person; return the stub. Twice is like once.

    What was never printed becomes void. The files go when the transaction is through, also those
    that a killed print run left; and with them the course's trial prints, which name people."""
    row = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if row.is_stub:
        return row
    transaction.on_commit(lambda: stored_files.discard_all(row))
    Rehearsal.objects.filter(course=row.course_id).exclude(finished_at=None).delete()
    row.deliveries.all().delete()
    row.second_copies.all().delete()
    for field, value in _BLANK.items():
        setattr(row, field, value)
    row.state = State.VOID if row.state == State.ISSUING else row.state
    row.registration = row.contribution = row.replaced_by = None
    row.issued_by = row.ended_by = row.claimed_until = None
    row.blocks, row.dates = [], []
    row.blocks_attended = row.units_attended = 0
    row.name_deleted_on = timezone.localdate(now)
    row.save()
    return row


def forget_thanks(partner: Partner) -> None:
    """Reduce the thanks of a partner who asks to be forgotten."""
    for certificate in Certificate.objects.filter(contribution__partner=partner):
        reduce_to_stub(certificate)


def reduce_due(now: datetime) -> int:
    """Reduce a portion of the certificates that are `CERTIFICATE_YEARS` old. Returns how many."""
    last = _last_day(now)
    due = Certificate.objects.filter(name_deleted_on=None, issued_on__lte=last)
    rows = list(due.order_by("issued_on", "pk")[:PORTION])
    for row in rows:
        reduce_to_stub(row, now)
    return len(rows)


def is_past_its_time(certificate: Certificate, now: datetime | None = None) -> bool:
    """Whether the name is gone because of the certificate's age, not because somebody wanted it."""
    return certificate.is_stub and certificate.issued_on <= _last_day(now)


def _last_day(now: datetime | None) -> date:
    """Return the newest day of issue of certificates whose time is over."""
    return years_before(timezone.localdate(now), settings.CERTIFICATE_YEARS)


def delete_old(now: datetime) -> None:
    """Delete stubs that are ten years old. Their numbers are not used again."""
    last = years_before(timezone.localdate(now), STUB_YEARS)
    Certificate.objects.filter(name_deleted_on__lte=last).delete()


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; of 29 February the day before."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
