"""The same paper once more, for somebody who lost theirs: same number, same words, and
"Zweitschrift" with the day printed on it. Who ordered it when stays on record.

And the sheets beside the papers, for all of a course who wish one in their language.
"""

from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from certificates.archive import stored_files
from certificates.design import rendering, translation_sheet
from certificates.models import Certificate, SecondCopy
from courses.models import Course
from documents.errors import DocumentError
from documents.printing import print_many
from documents.signing import signed_if_configured

PORTION = 20
NOBODY_HAS_ONE = "Nur von einem gültigen Papier gibt es eine Zweitschrift."
NOBODY_WISHES_ONE = "Niemand mit einem gültigen Papier hat eine andere Sprache als Deutsch gewählt."


@dataclass
class Pile:
    """The second copies of a course, or its translation sheets, in the order of lists.

    `wanted` are pairs: a paper that can have one, and the language, empty for a second copy."""

    wanted: list

    @cached_property
    def _rows(self):
        return [
            row
            for paper, language in self.wanted
            for row in paper.second_copies.all()
            if row.language == language
        ]

    @property
    def waiting(self):
        return [row for row in self._rows if row.is_waiting]

    @property
    def printed(self):
        """The newest of every paper that was printed."""
        return _newest(row for row in self._rows if row.pdf)

    @property
    def failed(self):
        """Those that could not be printed, and were not ordered again."""
        return [row for row in _newest(self._rows) if row.problem]

    @property
    def missing(self):
        """The wanted ones of which none waits to be printed."""
        waiting = {row.certificate_id for row in self.waiting}
        return [(paper, language) for paper, language in self.wanted if paper.pk not in waiting]


def _newest(rows):
    return list({row.certificate_id: row for row in rows}.values())


def papers_of(course):
    """Return the papers of a course that are in hand, with their copies, in the order of lists."""
    papers = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    return papers.select_related("registration__participant").prefetch_related("second_copies")


def second_copies(papers):
    return Pile([(paper, "") for paper in papers])


def sheets(papers):
    return Pile([(paper, paper.sheet_language) for paper in papers if paper.sheet_language])


def order(certificates, by):
    """Order a second copy of each paper in hand; the worker prints them. Returns the rows.

    Raises ValidationError when none of them is in hand."""
    rows = _order([(certificate, "") for certificate in certificates], by)
    if not rows:
        raise ValidationError(NOBODY_HAS_ONE)
    return rows


def order_all(course, by):
    """Order a second copy of every paper of the course, unless one waits. Returns the rows.

    Raises ValidationError when no paper is in hand."""
    return _order_missing(course, by, second_copies, NOBODY_HAS_ONE)


def order_sheets(course, by):
    """Order the translation sheet of everybody who wishes one, unless one waits. Returns the rows.

    Raises ValidationError when nobody wishes one."""
    return _order_missing(course, by, sheets, NOBODY_WISHES_ONE)


@transaction.atomic
def _order_missing(course, by, pile_of, refusal):
    pile = pile_of(papers_of(Course.objects.locked(course.pk)))
    if not pile.wanted:
        raise ValidationError(refusal)
    return _order(pile.missing, by)


@transaction.atomic
def _order(wanted, by):
    """Store a row for each paper whose name is not deleted at this very moment."""
    named = Certificate.objects.in_hand().filter(pk__in=[paper.pk for paper, _language in wanted])
    named = {row.pk for row in named.select_for_update(of=("self",))}
    rows = [
        SecondCopy(certificate=paper, language=language, ordered_by=by)
        for paper, language in wanted
        if paper.pk in named
    ]
    return SecondCopy.objects.bulk_create(rows)


def print_ordered(now=None, *, only=None):
    """Print what was ordered, or `only` one of them. Returns how many were taken up."""
    waiting = SecondCopy.objects.waiting().select_related("certificate__template")
    if only:
        waiting = waiting.filter(pk=only.pk)
    copies = {row.pk: row for row in waiting[:PORTION]}
    for pk, result in print_many(_pages(copies.values())):
        _finish(copies[pk], _signed(copies[pk], result))
    return len(copies)


def _pages(copies):
    for copy in copies:
        try:
            yield copy.pk, _html_of(copy)
        except DocumentError as error:
            _finish(copy, error)


def _html_of(copy):
    if copy.language:
        return translation_sheet.html_of(copy.certificate, copy.language)
    day = date_format(timezone.localdate(copy.ordered_at), "j. F Y")
    return rendering.html_of(copy.certificate, mark=f"Zweitschrift vom {day}")


def _signed(copy, result):
    """A sheet is not signed, wherever it is printed: what counts is the German paper."""
    return result if copy.language else signed_if_configured(result)


def _finish(copy, result):
    """Keep the PDF; of two workers at the same copy the first one counts."""
    mine = SecondCopy.objects.filter(pk=copy.pk, pdf="")
    if isinstance(result, DocumentError):
        mine.update(problem=str(result))
        return
    name = stored_files.name_of(copy.certificate, uuid4().hex)
    digest = stored_files.store(name, result)
    if not mine.update(pdf=name, sha256=digest):
        stored_files.discard(name)
