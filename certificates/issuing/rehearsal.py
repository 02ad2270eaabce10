"""A trial print before issuing: what would fail is known by name while nothing has a number yet."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from certificates import numbering
from certificates.design import rendering
from certificates.design.printed_facts import CourseFacts, countable_days
from certificates.issuing.plan import plan
from certificates.issuing.printing import problem_of
from certificates.models import Certificate, Kind, Rehearsal
from documents.errors import DocumentError
from documents.printing import print_many, print_pdf


def ask(course, by):
    """Order a trial print; the worker does it. While one is waiting no second one is ordered."""
    open_one = Rehearsal.objects.filter(course=course, finished_at=None)
    return open_one.first() or Rehearsal.objects.create(course=course, asked_by=by)


def rehearse(now=None):
    """Do the trial print that waits longest; killed in between it is done again. Returns its id.

    One that breaks down waits on, lets the next go ahead, and is heard of if there is none."""
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


def _finish(rehearsal, now):
    try:
        rehearsal.papers, rehearsal.problems = _print_all(rehearsal.course)
    except ValidationError as error:
        rehearsal.papers, rehearsal.problems = 0, [["", " ".join(error.messages)]]
    rehearsal.finished_at = now or timezone.now()
    rehearsal.save()
    return rehearsal.pk


def _print_all(course):
    """Return how many papers were tried, and pairs (whose, problem)."""
    found = plan(course)
    facts = CourseFacts(course, countable_days(course))
    lines = [line for line in (*found.lines, *found.thanks) if _is_to_come(line)]
    pages = ((n, rendering.html_of(_paper(facts, line))) for n, line in enumerate(lines))
    problems = [(lines[n].whose, problem_of(result)) for n, result in print_many(pages)]
    return len(lines), [pair for pair in problems if pair[1]]


def check(course, line):
    """Print the paper of one line for nobody. Raises ValidationError with what is wrong."""
    try:
        problem = problem_of(print_pdf(rendering.html_of(_paper(CourseFacts(course), line))))
    except DocumentError as error:
        problem = str(error)
    if problem:
        raise ValidationError(problem)


def _is_to_come(line):
    return line.certificate is None and (line.kind or getattr(line, "is_blocked", False))


def _paper(facts, line):
    """Return an unsaved paper; who is still blocked is tried with a Zertifikat."""
    line.kind = line.kind or Kind.CERTIFICATE
    today = timezone.localdate()
    blank = Certificate(year=today.year, serial=0, code=numbering.new_code(), issued_on=today)
    return facts.fill(blank, line)
