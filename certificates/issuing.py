"""Issuing a course: who gets what, then one numbered row for each. Printing follows row by row.

`plan` looks only; `start` ends the course, draws the numbers and stores rows in state `issuing`;
`render_pending` prints those, in the worker or the command. What is decided later makes a paper
outdated: `replace` takes it out of force and issues the right one.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from certificates import numbering
from certificates.models import KIND_OF, Certificate, Kind, void
from certificates.printing import render_pending
from courses.models import Course, CourseDay
from participants import completion
from participants.eligibility import Standing, standings
from participants.models import Registration, Status

__all__ = ["CourseFacts", "Line", "Plan", "plan", "render_pending", "replace", "retry", "start"]


@dataclass
class Line:
    """What one person gets. `kind` is None for nothing, `obstacle` says why in German;
    `certificate` is the living one, None while there is none."""

    registration: Registration
    standing: Standing
    kind: Kind | None = None
    obstacle: str = ""
    is_blocked: bool = False
    certificate: Certificate | None = None

    @property
    def is_due(self):
        return self.kind is not None and self.certificate is None

    @property
    def is_outdated(self):
        """True when another decision was made since the living certificate was issued."""
        return self.certificate is not None and self.certificate.kind != self.kind

    @property
    def label(self):
        """The paper that there is; without one, what the person gets."""
        return self.certificate.get_kind_display() if self.certificate else self.label_due

    @property
    def label_due(self):
        """What the person gets as things stand now, or why nothing."""
        return self.obstacle or self.kind.label


@dataclass
class Plan:
    """The lines of everybody who takes or took part in the course, in the order of lists."""

    lines: list

    @property
    def due(self):
        return [line for line in self.lines if line.is_due]

    @property
    def due_certificates(self):
        return sum(line.kind == Kind.CERTIFICATE for line in self.due)

    @property
    def due_confirmations(self):
        return len(self.due) - self.due_certificates

    @property
    def outdated(self):
        return [line for line in self.lines if line.is_outdated]

    @property
    def failed(self):
        return [line for line in self.lines if line.certificate and line.certificate.problem]

    @property
    def blocked(self):
        return [line for line in self.lines if line.is_blocked]

    @property
    def without(self):
        """Those who get nothing, because they were not there on any day."""
        lines = [line for line in self.lines if not line.certificate]
        return [line for line in lines if line.kind is None and not line.is_blocked]


def plan(course):
    """Return the Plan of what issuing the course would do now. Nothing is changed."""
    living = Certificate.objects.of_course(course).living()
    certificates = {row.registration_id: row for row in living}
    lines = [_line(person, standing) for person, standing in standings(course).items()]
    for line in lines:
        line.certificate = certificates.get(line.registration.pk)
    return Plan(lines)


def _line(registration, standing):
    if registration.status == Status.ENROLLED and not standing.is_decided:
        return Line(registration, standing, obstacle=_what_is_missing(standing), is_blocked=True)
    kind = KIND_OF.get(registration.status) or _kind_to_come(standing)
    if kind == Kind.CONFIRMATION and not standing.present:
        return Line(registration, standing, obstacle="War an keinem Kurstag da.")
    return Line(registration, standing, kind)


def _kind_to_come(standing):
    return Kind.CERTIFICATE if standing.earns_certificate else Kind.CONFIRMATION


def _what_is_missing(standing):
    if not standing.unknown:
        return "Es kommen noch Kurstage."
    days = ", ".join(date_format(day.date, "l, j. F Y") for day in standing.unknown)
    return f"Die Anwesenheit fehlt noch: {days}."


@transaction.atomic
def start(course, by):
    """End the course and give everybody who is due a numbered row to be printed; return the rows.

    Whoever is blocked is left out and can follow by starting again: nobody gets two. `by` is None
    for the command. Raises ValidationError as long as the course cannot end."""
    course = Course.objects.locked(course.pk)
    completion.complete(course, by)
    return _issue(course, plan(course).due, by)


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
def replace(certificate, reason, by):
    """Void a paper that is outdated and issue what was decided, under a new number.

    Returns the new row; None when the person gets nothing any more. Raises ValidationError without
    a reason, and for a paper that still says what was decided."""
    course = Course.objects.locked(certificate.registration.course_id)
    line = next((line for line in plan(course).outdated if line.certificate == certificate), None)
    if line is None:
        raise ValidationError("Dieses Papier ist nicht überholt. Es muss nicht ersetzt werden.")
    void(certificate, reason, by)
    line.certificate = None
    return _issue(course, [line], by)[0] if line.is_due else None


@transaction.atomic
def retry(course):
    """Take up those again that could not be printed, as names, course and decisions stand now.

    They keep their numbers. Returns how many there are."""
    course = Course.objects.locked(course.pk)
    facts = CourseFacts(course)
    due = {line.registration.pk: line for line in plan(course).lines if line.kind}
    failed = Certificate.objects.of_course(course).failed().filter(registration__in=due)
    failed = failed.select_for_update(of=("self",))
    for certificate in failed:
        facts.fill(certificate, due[certificate.registration_id])
        certificate.problem = ""
        certificate.save()
    return len(failed)


class CourseFacts:
    """What is printed about a course, copied into each of its certificates."""

    def __init__(self, course):
        self.course = course
        self.blocks = [block.title for block in course.blocks.all()]
        self.days = list(CourseDay.objects.of_course(course).held())
        if not self.days:
            raise ValidationError("Für keinen Kurstag ist Anwesenheit eingetragen.")

    def fill(self, certificate, line):
        """Copy name, course and days into the certificate and return it."""
        attended = [day for day in self.days if line.standing.marks.get(day.pk) == "present"]
        certificate.registration = line.registration
        certificate.kind = line.kind
        certificate.printed_name = line.registration.participant.name
        certificate.course_title = self.course.title
        certificate.district = self.course.district.name
        certificate.starts_on, certificate.ends_on = self.days[0].date, self.days[-1].date
        certificate.blocks = self.blocks
        certificate.dates = [day.date.isoformat() for day in attended]
        certificate.days_held = len(self.days)
        certificate.units_attended = sum(day.teaching_units for day in attended)
        return certificate
