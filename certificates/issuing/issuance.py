"""Issuing a course: one numbered row for each who is due. Printing follows row by row.

`plan` looks only; `start` ends the course, draws the numbers and stores rows in state `issuing`;
`render_pending` prints those, in the worker or the command. What is wrong or decided anew later is
mended by `correct`: it takes the paper out of force and issues the right one. Who lost a paper by
`revoke` gets another by `reissue` only.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from certificates import numbering
from certificates.design.printed_facts import CourseFacts
from certificates.issuing import rehearsal
from certificates.issuing.plan import Line, Plan, plan
from certificates.issuing.printing import render_pending
from certificates.models import Certificate, revoke, supersede
from courses.models import Course
from participants.course_changes import completion

__all__ = [
    "CourseFacts",
    "Line",
    "Plan",
    "correct",
    "plan",
    "reissue",
    "render_pending",
    "retry",
    "start",
    "thank",
]


@transaction.atomic
def start(course, by):
    """End the course and give everybody who is due a numbered row to be printed; return the rows.

    Whoever is blocked is left out and can follow by starting again: nobody gets two. `by` is None
    for the command. Raises ValidationError as long as the course cannot end."""
    course = Course.objects.locked(course.pk)
    completion.complete(course, by)
    return _issue(course, plan(course).due, by)


@transaction.atomic
def thank(course, by):
    """Give every partner whose contribution was held a numbered row to be printed; return the rows.

    Nobody is thanked twice for one contribution. Raises ValidationError before the first day."""
    course = Course.objects.locked(course.pk)
    return _issue(course, plan(course).due_thanks, by)


def _issue(course, due, by):
    """Draw a number for each line that is due and store its row."""
    today = timezone.localdate()
    facts = CourseFacts(course)
    rows = [
        facts.fill(Certificate(year=today.year, serial=serial, issued_on=today, issued_by=by), line)
        for serial, line in zip(numbering.draw(today.year, len(due)), due, strict=True)
    ]
    return Certificate.objects.bulk_create(rows)


@transaction.atomic
def correct(certificate, reason, by):
    """Take a paper out of force, and issue it anew as name, course and decision stand now.

    Returns the new row, which the old one points to; None when nothing is due any more. Raises
    ValidationError without a reason, for a paper that is not valid, and when the new one could not
    be printed."""
    course = Course.objects.locked(certificate.course_id)
    line = _line_of(course, certificate)
    if line is None or line.kind is None:
        revoke(certificate, reason, by)
        return None
    rehearsal.check(course, line)
    old = supersede(certificate, reason, by)
    old.replaced_by = _issue(course, [line], by)[0]
    old.save(update_fields=["replaced_by"])
    return old.replaced_by


@transaction.atomic
def reissue(certificate, by):
    """Give whoever's paper was revoked a new one, as things stand now; return its row.

    Raises ValidationError when nothing is due, or when they have another one."""
    course = Course.objects.locked(certificate.course_id)
    line = _line_of(course, certificate)
    if line is None or line.kind is None or line.certificate:
        raise ValidationError("Ein neues Papier steht hier nicht an.")
    rehearsal.check(course, line)
    return _issue(course, [line], by)[0]


def _line_of(course, certificate):
    found = plan(course)
    lines = (*found.lines, *found.thanks)
    return next((line for line in lines if certificate in (line.certificate, line.revoked)), None)


@transaction.atomic
def retry(course):
    """Take up those again that could not be printed, as names, course and decisions stand now.

    They keep their numbers. Returns how many there are."""
    course = Course.objects.locked(course.pk)
    lines = {line.certificate.pk: line for line in plan(course).failed if line.kind}
    failed = Certificate.objects.failed().filter(pk__in=lines).select_for_update(of=("self",))
    if not failed:
        return 0
    facts = CourseFacts(course)
    for certificate in failed:
        facts.fill(certificate, lines[certificate.pk]).problem = ""
        certificate.save()
    return len(failed)
