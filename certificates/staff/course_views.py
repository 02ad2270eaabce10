"""The staff's page of a course: look first, try it, issue, watch it, print it all on paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from backoffice.staff_pages import staff_page, tell_refusal
from certificates.after_issue import copies
from certificates.archive import stored_files
from certificates.issuing import issuance, rehearsal
from certificates.models import Certificate, State, Template
from certificates.staff import handover
from courses.models import Course
from documents.binding import bind
from documents.errors import DocumentError
from documents.responses import as_pdf


@never_cache
@require_safe
def preview(request, slug):
    """Who gets which paper and why, who does not; while it is printed, how far it is."""
    course = get_object_or_404(Course, slug=slug)
    papers = Certificate.objects.of_course(course)
    in_hand = copies.papers_of(course)
    context = {
        "title": f"Zertifikate: {course}",
        "course": course,
        "plan": issuance.plan(course),
        "progress": papers.progress(),
        "ended": papers.filter(state__in=(State.VOID, State.REVOKED, State.SUPERSEDED)),
        "handed_over": set(papers.in_hand().exclude(deliveries=None).values_list("pk", flat=True)),
        "rehearsal": course.rehearsals.first(),
        "template": Template.objects.in_force(course),
        "copies": copies.second_copies(in_hand),
        "sheets": copies.sheets(in_hand),
    }
    return staff_page(request, "certificates/preview.html", context)


@require_POST
def issue(request, slug):
    """Number and print the certificates of everybody who is due."""
    return _carry_out(request, slug, lambda course, by: _count(issuance.start(course, by)))


@require_POST
def thank(request, slug):
    """Number and print the thanks of every partner who is due."""
    return _carry_out(request, slug, lambda course, by: _count(issuance.thank(course, by)))


@require_POST
def retry(request, slug):
    """Print what could not be printed before."""
    return _carry_out(request, slug, lambda course, by: _again(issuance.retry(course)))


@require_POST
def rehearse(request, slug):
    """Have the worker print everything once on trial."""
    return _carry_out(request, slug, _rehearse)


@require_POST
def copy_all(request, slug):
    """Order a second copy of every certificate in hand."""
    return _carry_out(request, slug, _copy_all)


@require_POST
def translate_all(request, slug):
    """Order a translation sheet for everybody who wishes one."""
    return _carry_out(request, slug, _translate_all)


def _carry_out(request, slug, act):
    """Do something for a course, tell what came of it or why it was refused, and go back."""
    course = get_object_or_404(Course, slug=slug)
    try:
        messages.success(request, act(course, request.user))
    except ValidationError as error:
        tell_refusal(request, error)
    return redirect("certificates:preview", slug)


def _rehearse(course, by):
    rehearsal.ask(course, by)
    return "Der Probedruck läuft. Sehen Sie gleich den Stand an."


def _copy_all(course, by):
    return _ordered("Zweitschriften", copies.order_all(course, by))


def _translate_all(course, by):
    return _ordered("Übersetzungsblätter", copies.order_sheets(course, by))


def _ordered(name, rows):
    if not rows:
        return f"Die {name} sind schon bestellt und werden gedruckt."
    return f"{name} werden gedruckt: {len(rows)}."


@never_cache
@require_safe
def bound(request, slug):
    """All papers of a course in hand as one PDF, in the order of lists; damaged ones are named."""
    course = get_object_or_404(Course, slug=slug)
    papers = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    return _book(request, course, papers, "Zertifikate", "zertifikate")


@never_cache
@require_safe
def bound_copies(request, slug):
    """The newest second copy of every paper as one PDF; those that failed are named."""
    course = get_object_or_404(Course, slug=slug)
    pile = copies.second_copies(copies.papers_of(course))
    return _book_of_pile(request, course, pile, "Zweitschriften", "zweitschriften")


@never_cache
@require_safe
def bound_sheets(request, slug):
    """The newest translation sheet of everybody who wishes one, as one PDF."""
    course = get_object_or_404(Course, slug=slug)
    pile = copies.sheets(copies.papers_of(course))
    return _book_of_pile(request, course, pile, "Übersetzungsblätter", "uebersetzungen")


def _book_of_pile(request, course, pile, title, name):
    for row in pile.failed:
        messages.warning(request, f"Nicht gedruckt: {row}. {row.problem}")
    return _book(request, course, pile.printed, title, name)


def _book(request, course, rows, title, name):
    if not rows:
        messages.warning(request, "Es ist noch nichts gedruckt.")
        return redirect("certificates:preview", course.slug)
    try:
        pdf = bind(_readable(request, rows), f"{title}: {course}")
    except ValueError:
        return redirect("certificates:preview", course.slug)
    return as_pdf(pdf, f"{name}-{course.slug}")


def _readable(request, rows):
    """Yield the stored PDFs, and say which are not among them."""
    for row in rows:
        try:
            yield stored_files.read(row)
        except stored_files.DamagedFile as error:
            tell_refusal(request, error)


@never_cache
@require_safe
def handover_list(request, slug):
    """The list for the ceremony: who gets which paper, and a column to sign."""
    course = get_object_or_404(Course, slug=slug)
    try:
        return as_pdf(handover.sheet(course, timezone.localdate()), f"uebergabe-{slug}")
    except DocumentError as error:
        tell_refusal(request, error)
        return redirect("certificates:preview", slug)


def _count(rows):
    if not rows:
        return "Es gibt zurzeit nichts auszustellen."
    if len(rows) == 1:
        return "Ein Papier wird gedruckt."
    return f"{len(rows)} Papiere werden gedruckt."


def _again(number):
    if not number:
        return "Es gibt zurzeit nichts noch einmal zu drucken."
    return "Wird noch einmal gedruckt." if number == 1 else f"{number} werden noch einmal gedruckt."
