"""A trial print before issuing: what would fail is known by name while nothing has a number yet."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from certificates import numbering
from certificates.design import rendering
from certificates.design.printed_course import PrintedCourse, countable_days
from certificates.issuing.plan import AnyAward, issuing_plan
from certificates.issuing.printing import problem_of
from certificates.models import Certificate, Kind, Rehearsal
from courses.models import Course
from documents.errors import DocumentError
from documents.printing import print_many, print_pdf


def ask(course: Course, by: User | None) -> Rehearsal:
    """Order a trial print; the worker does it. While one is waiting no second one is ordered."""
    open_one = Rehearsal.objects.filter(course=course, finished_at=None)
    return open_one.first() or Rehearsal.objects.create(course=course, asked_by=by)


def rehearse(now: datetime | None = None) -> int | None:
    """Do the trial print that waits longest; killed in between it is done again. Returns its id.

    None when none was waiting. One that breaks down stays waiting while another can be done; its
    exception is raised when there is no other."""
    waiting = Rehearsal.objects.filter(finished_at=None).select_related("course__district")
    failure = None
    for rehearsal in waiting.order_by("pk"):
        try:
            return _finish(rehearsal, now)
        except Exception as error:
            failure = failure or error
    if failure:
        raise failure
    return None


def _finish(rehearsal: Rehearsal, now: datetime | None) -> int:
    try:
        rehearsal.tried, rehearsal.problems = _print_all(rehearsal.course)
    except ValidationError as error:
        rehearsal.tried, rehearsal.problems = 0, [("", " ".join(error.messages))]
    rehearsal.finished_at = now or timezone.now()
    rehearsal.save()
    return rehearsal.pk


def _print_all(course: Course) -> tuple[int, list[tuple[str, str]]]:
    """Return how many certificates were tried, and pairs (whose, problem)."""
    printed = PrintedCourse(course, countable_days(course))
    awards = [award for award in issuing_plan(course).all_awards if _is_to_come(award)]
    pages = ((n, _trial_html(printed, award)) for n, award in enumerate(awards))
    problems = [(awards[n].whose, problem_of(result)) for n, result in print_many(pages)]
    return len(awards), [pair for pair in problems if pair[1]]


def check(course: Course, award: AnyAward) -> None:
    """Print the certificate of one award for nobody.

    Raises ValidationError with what is wrong."""
    try:
        problem = problem_of(print_pdf(_trial_html(PrintedCourse(course), award)))
    except DocumentError as error:
        problem = str(error)
    if problem:
        raise ValidationError(problem)


def _is_to_come(award: AnyAward) -> bool:
    return award.certificate is None and (award.kind is not None or award.is_blocked)


def _trial_html(printed: PrintedCourse, award: AnyAward) -> str:
    """Return the HTML of one without a number; who is blocked is tried with a Zertifikat."""
    today = timezone.localdate()
    blank = Certificate(year=today.year, serial=0, code=numbering.new_code(), issued_on=today)
    kind = award.kind or Kind.CERTIFICATE
    return rendering.certificate_html(award.fill(blank, printed, kind))
