"""The same paper once more, for somebody who lost theirs: same number, same words, and
"Zweitschrift" with the day printed on it. Who ordered it when stays on record."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from certificates import archive, design
from certificates.models import SecondCopy
from documents.errors import DocumentError
from documents.press import print_many
from documents.signing import sealed

PORTION = 20


def order(certificates, by):
    """Order a second copy of each valid paper; the worker prints them. Returns the rows.

    Raises ValidationError when none of them is valid."""
    rows = [SecondCopy(certificate=row, ordered_by=by) for row in certificates if row.is_valid]
    if not rows:
        raise ValidationError("Nur von einem gültigen Papier gibt es eine Zweitschrift.")
    return SecondCopy.objects.bulk_create(rows)


def print_ordered(now=None, *, only=None):
    """Print what was ordered, or `only` one of them. Returns how many were taken up."""
    waiting = SecondCopy.objects.filter(pdf="", problem="").select_related("certificate__template")
    if only:
        waiting = waiting.filter(pk=only.pk)
    copies = {row.pk: row for row in waiting[:PORTION]}
    for pk, result in print_many(_pages(copies.values())):
        _finish(copies[pk], sealed(result))
    return len(copies)


def _pages(copies):
    for copy in copies:
        try:
            yield copy.pk, _html_of(copy)
        except DocumentError as error:
            _finish(copy, error)


def _html_of(copy):
    day = date_format(timezone.localdate(copy.ordered_at), "j. F Y")
    return design.html_of(copy.certificate, mark=f"Zweitschrift vom {day}")


def _finish(copy, result):
    """Keep the PDF; of two workers at the same copy the first one counts."""
    mine = SecondCopy.objects.filter(pk=copy.pk, pdf="")
    if isinstance(result, DocumentError):
        mine.update(problem=str(result))
        return
    name = archive.name_of(copy.certificate, uuid4().hex)
    digest = archive.store(name, result)
    if not mine.update(pdf=name, sha256=digest):
        archive.discard(name)
