"""The staff's page of a course: look first, try it, issue, watch it, print it all on paper."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from backoffice.staff_pages import staff_page, tell_refusal
from certificates.after_issue import copies
from certificates.archive import stored_files
from certificates.issuing import issuance, rehearsal
from certificates.models import Certificate, Rehearsal, SecondCopy, State, Template
from certificates.staff import handover
from courses.models import Course
from documents.binding import bind
from documents.errors import DocumentError
from documents.responses import as_pdf
from web.counting import counted


@never_cache
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gets which certificate and why, who does not; while it is printed, how far it is."""
    course = get_object_or_404(Course, slug=slug)
    certificates = Certificate.objects.of_course(course)
    in_hand = copies.certificates_with_copies(course)
    context = {
        "title": f"Zertifikate: {course}",
        "course": course,
        "plan": issuance.issuing_plan(course),
        "progress": certificates.progress(),
        "ended": certificates.filter(state__in=(State.VOID, State.REVOKED, State.SUPERSEDED)),
        "handed_over": set(
            certificates.in_hand().exclude(deliveries=None).values_list("pk", flat=True)
        ),
        "rehearsal": Rehearsal.objects.filter(course=course).first(),
        "template": Template.objects.in_force(course),
        "copies": copies.second_copies(in_hand),
        "sheets": copies.translation_sheets(in_hand),
    }
    return staff_page(request, "certificates/preview.html", context)


@require_POST
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """End the course, and number and print the certificates of everybody who is due."""
    return _carry_out(request, slug, _issue)


@require_POST
def thank(request: HttpRequest, slug: str) -> HttpResponse:
    """Number and print the thanks of every partner who is due."""
    return _carry_out(request, slug, _thank)


@require_POST
def retry(request: HttpRequest, slug: str) -> HttpResponse:
    """Print what could not be printed before."""
    return _carry_out(request, slug, _retry)


@require_POST
def rehearse(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the worker print everything once on trial."""
    return _carry_out(request, slug, _rehearse)


@require_POST
def copy_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Order a second copy of every certificate in hand."""
    return _carry_out(request, slug, _copy_all)


@require_POST
def translate_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Order a translation sheet for everybody who wishes one."""
    return _carry_out(request, slug, _translate_all)


def _carry_out(request: HttpRequest, slug: str, act: Callable[[Course, User], str]) -> HttpResponse:
    """Do something for a course, tell what came of it or why it was refused, and go back."""
    course = get_object_or_404(Course, slug=slug)
    try:
        messages.success(request, act(course, cast(User, request.user)))
    except ValidationError as error:
        tell_refusal(request, error)
    return redirect("certificates:preview", slug)


def _issue(course: Course, by: User) -> str:
    return _count(issuance.end_and_issue(course, by))


def _thank(course: Course, by: User) -> str:
    return _count(issuance.thank(course, by))


def _retry(course: Course, _by: User) -> str:
    return _again(issuance.retry(course))


def _count(rows: Sequence[Certificate]) -> str:
    if not rows:
        return "Es gibt zurzeit nichts auszustellen."
    if len(rows) == 1:
        return "Ein Papier wird gedruckt."
    return f"{counted(len(rows), 'Papier', 'Papiere')} werden gedruckt."


def _again(number: int) -> str:
    if not number:
        return "Es gibt zurzeit nichts noch einmal zu drucken."
    return "Wird noch einmal gedruckt." if number == 1 else f"{number} werden noch einmal gedruckt."


def _rehearse(course: Course, by: User) -> str:
    rehearsal.ask(course, by)
    return "Der Probedruck läuft. Sehen Sie gleich den Stand an."


def _copy_all(course: Course, by: User) -> str:
    return _ordered("Zweitschriften", copies.order_all(course, by))


def _translate_all(course: Course, by: User) -> str:
    return _ordered("Übersetzungsblätter", copies.order_sheets(course, by))


def _ordered(name: str, rows: Sequence[SecondCopy]) -> str:
    if not rows:
        return f"Die {name} sind schon bestellt und werden gedruckt."
    return f"{name} werden gedruckt: {len(rows)}."


@never_cache
@require_safe
def bound(request: HttpRequest, slug: str) -> HttpResponse:
    """All certificates in hand as one PDF, in the order of lists; damaged ones are named."""
    course = get_object_or_404(Course, slug=slug)
    certificates = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    return _book(request, course, certificates, "Zertifikate", "zertifikate")


@never_cache
@require_safe
def bound_copies(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest second copy of every certificate as one PDF; those that failed are named."""
    course = get_object_or_404(Course, slug=slug)
    found = copies.second_copies(copies.certificates_with_copies(course))
    return _book_of_copies(request, course, found, "Zweitschriften", "zweitschriften")


@never_cache
@require_safe
def bound_sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest translation sheet of everybody who wishes one, as one PDF."""
    course = get_object_or_404(Course, slug=slug)
    found = copies.translation_sheets(copies.certificates_with_copies(course))
    return _book_of_copies(request, course, found, "Übersetzungsblätter", "uebersetzungen")


def _book_of_copies(
    request: HttpRequest, course: Course, found: copies.CourseCopies, title: str, name: str
) -> HttpResponse:
    for row in found.failed:
        messages.warning(request, f"Nicht gedruckt: {row}. {row.problem}")
    return _book(request, course, found.printed, title, name)


def _book(
    request: HttpRequest,
    course: Course,
    rows: QuerySet[Certificate] | list[SecondCopy],
    title: str,
    name: str,
) -> HttpResponse:
    """Bind the stored PDFs of the rows; `title` stands in the PDF, `name` begins its file name."""
    if not rows:
        messages.warning(request, "Es ist noch nichts gedruckt.")
        return redirect("certificates:preview", course.slug)
    try:
        pdf = bind(_readable(request, rows), f"{title}: {course}")
    except ValueError:
        return redirect("certificates:preview", course.slug)
    return as_pdf(pdf, f"{name}-{course.slug}")


def _readable(request: HttpRequest, rows: Iterable[Certificate | SecondCopy]) -> Iterator[bytes]:
    """Yield the stored PDFs, and say which are not among them."""
    for row in rows:
        try:
            yield stored_files.read(row)
        except stored_files.DamagedFile as error:
            tell_refusal(request, error)


@never_cache
@require_safe
def handover_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The list for the ceremony: who gets which certificate, and a column to sign."""
    course = get_object_or_404(Course, slug=slug)
    try:
        return as_pdf(handover.handover_pdf(course, timezone.localdate()), f"uebergabe-{slug}")
    except DocumentError as error:
        tell_refusal(request, error)
        return redirect("certificates:preview", slug)
