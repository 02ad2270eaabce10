"""From a row in state `issuing` to a stored PDF: killed at any moment, it goes on where it was.

Rows are claimed a few at a time and for a while only, so two workers share the work. What counts
is who writes first: a row that this run no longer claims does not take its PDF, and the file goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from time import monotonic
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from certificates.archive import stored_files
from certificates.design import rendering
from certificates.models import Certificate, State
from courses.models import Course
from documents.errors import DocumentError
from documents.pdf.signing import signed_if_configured
from documents.printing import print_many

LEASE = timedelta(minutes=1)
CLAIMED_AT_ONCE = 10
PORTION = 250
TOO_LONG = "Der Text passt nicht auf eine Seite. Bitte kürzen Sie den Text der Vorlage."


def render_pending(
    now: datetime | None = None, *, course: Course | None = None, most: int = PORTION
) -> int:
    """Print up to `most` certificates in state `issuing`, of one course or of all.

    Returns how many were taken up: printed, or kept back with their `problem` named."""
    with _claimed(now or timezone.now(), course, most) as run:
        for pk, result in print_many(run.pages()):
            run.finish(pk, signed_if_configured(result))
    return run.taken


@contextmanager
def _claimed(now: datetime, course: Course | None, most: int) -> "Iterator[PrintRun]":
    run = PrintRun(now, course, most)
    try:
        yield run
    finally:
        run.release()


class PrintRun:
    """One run of printing, and the rows that it has claimed.

    `taken` counts all that it took up; `claimed` are those that are not finished, by id."""

    def __init__(self, now: datetime, course: Course | None, most: int) -> None:
        self.claim = uuid4().hex
        self.started_at, self.started = now, monotonic()
        self.course, self.most = course, most
        self.taken = 0
        self.claimed: dict[int, Certificate] = {}

    def pages(self) -> Iterator[tuple[int, str]]:
        """Yield (id, HTML) of what waits, claimed as the printing processes ask for it."""
        while rows := self._claim_some(min(CLAIMED_AT_ONCE, self.most - self.taken)):
            self.taken += len(rows)
            for certificate in rows:
                self.claimed[certificate.pk] = certificate
                yield from self._page(certificate)

    def _page(self, certificate: Certificate) -> Iterator[tuple[int, str]]:
        try:
            yield certificate.pk, rendering.certificate_html(certificate)
        except DocumentError as error:
            self.finish(certificate.pk, error)

    @transaction.atomic
    def _claim_some(self, count: int) -> list[Certificate]:
        now = self._now()
        unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
        waiting = Certificate.objects.pending().filter(unclaimed).order_by("year", "serial")
        if self.course:
            waiting = waiting.filter(course=self.course)
        rows = list(waiting.select_for_update(skip_locked=True, of=("self",))[:count])
        for row in rows:
            _discard_leftovers(row)
            row.claim, row.claimed_until = self.claim, now + LEASE
        Certificate.objects.bulk_update(rows, ["claim", "claimed_until"])
        return rows

    def _now(self) -> datetime:
        """The moment by the clock that the run was started with: a long run goes on for minutes."""
        return self.started_at + timedelta(seconds=monotonic() - self.started)

    def finish(self, pk: int, result: bytes | DocumentError) -> None:
        """Store the PDF and make the certificate valid; or note why there is none."""
        certificate = self.claimed[pk]
        if isinstance(result, DocumentError):
            self._write(certificate, problem=str(result))
        elif problem := problem_of(result):
            self._write(certificate, problem=problem)
        else:
            self._keep(certificate, result)
        del self.claimed[pk]

    def _keep(self, certificate: Certificate, pdf: bytes) -> None:
        name = stored_files.name_of(certificate, self.claim)
        digest = stored_files.store(name, pdf)
        if not self._write(certificate, pdf=name, sha256=digest, state=State.VALID):
            stored_files.discard(name)

    def _write(self, certificate: Certificate, **values: object) -> bool:
        """Change the row if it is still ours. Returns whether it was."""
        mine = Certificate.objects.filter(pk=certificate.pk, claim=self.claim, state=State.ISSUING)
        return mine.update(claim="", claimed_until=None, **values) > 0

    def release(self) -> None:
        """Give back at once what an error kept from being finished."""
        for row in self.claimed.values():
            stored_files.discard(stored_files.name_of(row, self.claim))
            self._write(row)


def _discard_leftovers(certificate: Certificate) -> None:
    """Remove what a run wrote that was killed before the row knew of it."""
    if certificate.claim:
        stored_files.discard(stored_files.name_of(certificate, certificate.claim))


def problem_of(result: bytes | DocumentError) -> str:
    """Return in German why a print came to nothing; empty when it did not."""
    if isinstance(result, DocumentError):
        return str(result)
    return TOO_LONG if page_count(result) > 1 else ""


def page_count(pdf: bytes) -> int:
    import pikepdf  # 8 MB that only the worker needs

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
