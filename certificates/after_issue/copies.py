"""Second copies, for people who lost their certificate: same number, same words, and "Zweitschrift"
with the day printed on it. Who ordered it when stays on record.

And translation sheets, for all of a course who wish one beside their certificate.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from certificates.archive import stored_files
from certificates.design import rendering, translation_sheet
from certificates.models import Certificate, SecondCopy
from courses.models import Course
from documents.errors import DocumentError
from documents.pdf.signing import signed_if_configured
from documents.printing import print_many

PORTION = 20
NOBODY_HAS_ONE = "Nur von einem gültigen Papier gibt es eine Zweitschrift."
NOBODY_WISHES_ONE = "Niemand mit einem gültigen Papier hat eine andere Sprache als Deutsch gewählt."


@dataclass
class CourseCopies:
    """The second copies of a course, or its translation sheets, in the order of lists.

    `wanted` are pairs: a certificate that can have one, and the language of the sheet, empty for a
    second copy."""

    wanted: Sequence[tuple[Certificate, str]]

    @cached_property
    def _rows(self) -> list[SecondCopy]:
        return [
            row
            for certificate, language in self.wanted
            for row in certificate.second_copies.all()
            if row.language == language
        ]

    @property
    def waiting(self) -> list[SecondCopy]:
        return [row for row in self._rows if row.is_waiting]

    @property
    def printed(self) -> list[SecondCopy]:
        """The newest of every certificate that was printed."""
        return _newest(row for row in self._rows if row.pdf)

    @property
    def failed(self) -> list[SecondCopy]:
        """Those that could not be printed, and were not ordered again."""
        return [row for row in _newest(self._rows) if row.problem]

    @property
    def missing(self) -> list[tuple[Certificate, str]]:
        """The wanted ones of which none waits to be printed."""
        waiting = {row.certificate_id for row in self.waiting}
        return [pair for pair in self.wanted if pair[0].pk not in waiting]


def _newest(rows: Iterable[SecondCopy]) -> list[SecondCopy]:
    return list({row.certificate_id: row for row in rows}.values())


def certificates_with_copies(course: Course) -> QuerySet[Certificate]:
    """Return the certificates of a course in hand, with their copies, in the order of lists."""
    in_hand = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    return in_hand.select_related("registration__participant").prefetch_related("second_copies")


def second_copies(certificates: Iterable[Certificate]) -> CourseCopies:
    return CourseCopies([(certificate, "") for certificate in certificates])


def translation_sheets(certificates: Iterable[Certificate]) -> CourseCopies:
    pairs = [(certificate, certificate.sheet_language) for certificate in certificates]
    return CourseCopies([pair for pair in pairs if pair[1]])


def order(certificates: Iterable[Certificate], by: User | None) -> list[SecondCopy]:
    """Order a second copy of each certificate in hand; the worker prints them. Returns the rows.

    Raises ValidationError when none of them is in hand."""
    rows = _order([(certificate, "") for certificate in certificates], by)
    if not rows:
        raise ValidationError(NOBODY_HAS_ONE)
    return rows


def order_all(course: Course, by: User | None) -> list[SecondCopy]:
    """Order a second copy of every certificate of the course, unless one waits. Returns the rows.

    Raises ValidationError when no certificate is in hand."""
    return _order_missing(course, by, second_copies, NOBODY_HAS_ONE)


def order_sheets(course: Course, by: User | None) -> list[SecondCopy]:
    """Order the translation sheet of everybody who wishes one, unless one waits. Returns the rows.

    Raises ValidationError when nobody wishes one."""
    return _order_missing(course, by, translation_sheets, NOBODY_WISHES_ONE)


@transaction.atomic
def _order_missing(
    course: Course,
    by: User | None,
    copies_of: Callable[[Iterable[Certificate]], CourseCopies],
    refusal: str,
) -> list[SecondCopy]:
    copies = copies_of(certificates_with_copies(Course.objects.locked(course.pk)))
    if not copies.wanted:
        raise ValidationError(refusal)
    return _order(copies.missing, by)


@transaction.atomic
def _order(wanted: Sequence[tuple[Certificate, str]], by: User | None) -> list[SecondCopy]:
    """Store a row for each certificate whose name is not deleted at this very moment."""
    keys = [certificate.pk for certificate, _language in wanted]
    locked = Certificate.objects.in_hand().filter(pk__in=keys).select_for_update(of=("self",))
    in_hand = {row.pk for row in locked}
    rows = [
        SecondCopy(certificate=certificate, language=language, ordered_by=by)
        for certificate, language in wanted
        if certificate.pk in in_hand
    ]
    return SecondCopy.objects.bulk_create(rows)


def print_ordered(now: datetime | None = None, *, only: SecondCopy | None = None) -> int:
    """Print what was ordered, or `only` one of them. Returns how many were taken up."""
    waiting = SecondCopy.objects.waiting().select_related("certificate__template")
    if only:
        waiting = waiting.filter(pk=only.pk)
    copies = {row.pk: row for row in waiting[:PORTION]}
    for pk, result in print_many(_pages(copies.values())):
        _finish(copies[pk], _signed(copies[pk], result))
    return len(copies)


def _pages(copies: Iterable[SecondCopy]) -> Iterator[tuple[int, str]]:
    for copy in copies:
        try:
            yield copy.pk, _copy_html(copy)
        except DocumentError as error:
            _finish(copy, error)


def _copy_html(copy: SecondCopy) -> str:
    if copy.language:
        return translation_sheet.translation_html(copy.certificate, copy.language)
    day = date_format(timezone.localdate(copy.ordered_at), "j. F Y")
    return rendering.certificate_html(copy.certificate, mark=f"Zweitschrift vom {day}")


def _signed(copy: SecondCopy, result: bytes | DocumentError) -> bytes | DocumentError:
    """Return the PDF signed; a translation sheet never is: what counts is the German original."""
    return result if copy.language else signed_if_configured(result)


def _finish(copy: SecondCopy, result: bytes | DocumentError) -> None:
    """Keep the PDF or why there is none; of two workers at the same copy the first one counts."""
    mine = SecondCopy.objects.filter(pk=copy.pk, pdf="")
    if isinstance(result, DocumentError):
        mine.update(problem=str(result))
        return
    name = stored_files.name_of(copy.certificate, uuid4().hex)
    digest = stored_files.store(name, result)
    if not mine.update(pdf=name, sha256=digest):
        stored_files.discard(name)
