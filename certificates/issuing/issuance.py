"""Issuing a course: one numbered row for each who is due. Printing follows row by row.

`end_and_issue` ends the course, draws the numbers and stores rows in state `issuing`;
`render_pending` prints those, in the worker or the command. What is wrong or decided anew later is
mended by `correct`: it takes the certificate out of force and issues the right one. Whose
certificate was revoked gets another by `reissue` only.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates import numbering
from certificates.design.printed_course import PrintedCourse
from certificates.issuing import rehearsal
from certificates.issuing.plan import AnyAward, issuing_plan
from certificates.issuing.printing import render_pending
from certificates.models import Certificate, revoke, supersede
from courses.models import Course
from participants.course_changes import completion

__all__ = [
    "correct",
    "end_and_issue",
    "issuing_plan",
    "reissue",
    "render_pending",
    "retry",
    "thank",
]


@transaction.atomic
def end_and_issue(course: Course, by: User | None) -> list[Certificate]:
    """End the course and give everybody who is due a numbered row to be printed; return the rows.

    Whoever is blocked is left out and follows when this is done again: nobody gets two. `by` is
    None for the command. Raises ValidationError as long as the course cannot end."""
    course = Course.objects.locked(course.pk)
    plan = issuing_plan(course)
    completion.complete(course, by, plan.progress_of_people)
    return _issue(course, plan.due, by)


@transaction.atomic
def thank(course: Course, by: User | None) -> list[Certificate]:
    """Give every partner whose contribution was held a numbered row to be printed; return the rows.

    Nobody is thanked twice for one contribution. Raises ValidationError before the first day."""
    course = Course.objects.locked(course.pk)
    return _issue(course, issuing_plan(course).due_thanks, by)


def _issue(course: Course, awards: Sequence[AnyAward], by: User | None) -> list[Certificate]:
    """Draw a number for each award, without a gap, and store its row in state `issuing`."""
    today = timezone.localdate()
    printed = PrintedCourse(course)
    serials = numbering.draw(today.year, len(awards))
    rows = [
        award.fill(
            Certificate(year=today.year, serial=serial, issued_on=today, issued_by=by), printed
        )
        for serial, award in zip(serials, awards, strict=True)
    ]
    return Certificate.objects.bulk_create(rows)


@transaction.atomic
def correct(certificate: Certificate, reason: str, by: User | None) -> Certificate | None:
    """Take a certificate out of force, and issue it anew as name, course and decision stand now.

    Returns the new row, which the old one points to; None when nothing is due any more. Raises
    ValidationError without a reason, for a certificate that is not valid, and when the new one
    could not be printed."""
    course = Course.objects.locked(certificate.course_id)
    award = _award_of(course, certificate)
    if award is None or award.kind is None:
        revoke(certificate, reason, by)
        return None
    rehearsal.check(course, award)
    old = supersede(certificate, reason, by)
    old.replaced_by = _issue(course, [award], by)[0]
    old.save(update_fields=["replaced_by"])
    return old.replaced_by


@transaction.atomic
def reissue(certificate: Certificate, by: User | None) -> Certificate:
    """Give whoever's certificate was revoked a new one, as things stand now; return its row.

    Raises ValidationError when nothing is due, when they have another one, and when the new one
    could not be printed."""
    course = Course.objects.locked(certificate.course_id)
    award = _award_of(course, certificate)
    if award is None or award.kind is None or award.certificate:
        raise ValidationError("Ein neues Papier steht hier nicht an.")
    rehearsal.check(course, award)
    return _issue(course, [award], by)[0]


def _award_of(course: Course, certificate: Certificate) -> AnyAward | None:
    """Return the award that the certificate is or was for; None when nobody owns it any more."""
    for award in issuing_plan(course).all_awards:
        if certificate in (award.certificate, award.revoked):
            return award
    return None


@transaction.atomic
def retry(course: Course) -> int:
    """Take up those again that could not be printed, as names, course and decisions stand now.

    They keep their numbers. Returns how many there are."""
    course = Course.objects.locked(course.pk)
    awards = {
        award.certificate.pk: award
        for award in issuing_plan(course).failed
        if award.certificate and award.kind
    }
    failed = Certificate.objects.failed().filter(pk__in=awards).select_for_update(of=("self",))
    if not failed:
        return 0
    printed = PrintedCourse(course)
    for certificate in failed:
        awards[certificate.pk].fill(certificate, printed).problem = ""
        certificate.save()
    return len(failed)
