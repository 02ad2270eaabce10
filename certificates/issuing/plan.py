"""Who gets which paper of a course, and why somebody gets none. Looking changes nothing."""

from dataclasses import dataclass

from django.utils.formats import date_format

from certificates.archive.stubs import is_past_its_time
from certificates.kinds import KIND_OF, LIVING, Kind, State
from certificates.models import Certificate
from participants.attendance.eligibility import Progress, course_progress
from participants.models import Registration, Status
from partners.models import Contribution, ContributionState


@dataclass
class Line:
    """What one person gets. `kind` is None for nothing, `obstacle` says why in German;
    `certificate` is the living one, None while there is none, and `revoked` then one that was taken
    out of force: the person gets another by its own verb only, never in a batch."""

    registration: Registration
    progress: Progress
    kind: Kind | None = None
    obstacle: str = ""
    is_blocked: bool = False
    certificate: Certificate | None = None
    revoked: Certificate | None = None

    @property
    def whose(self):
        return self.registration.participant.name

    @property
    def is_due(self):
        return self.kind is not None and self.certificate is None and self.revoked is None

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
        return self.obstacle or (str(State.REVOKED.label) if self.revoked else self.kind.label)

    @property
    def why(self):
        """Return the reason for the kind in German: the days, or the decision by hand."""
        if self.progress.override:
            return f"Ausnahme: {self.progress.override.reason}"
        there, held, needed = self.progress.present, self.progress.held, self.progress.needed
        return f"{there} von {held}, nötig {needed}".replace(" ", "\N{NO-BREAK SPACE}")


@dataclass
class ThanksAward:
    """What one partner gets for one contribution; like `Line`."""

    contribution: Contribution
    kind: Kind | None = None
    obstacle: str = ""
    certificate: Certificate | None = None
    revoked: Certificate | None = None

    @property
    def whose(self):
        return self.contribution.partner.name

    @property
    def is_due(self):
        return self.kind is not None and self.certificate is None and self.revoked is None


@dataclass
class Plan:
    """The lines of everybody who takes or took part in the course, in the order of lists.

    `is_closed` is True when names were deleted because their time was over: nothing is due then."""

    lines: list
    thanks: list
    is_closed: bool = False

    @property
    def due(self):
        return [line for line in self.lines if line.is_due and not self.is_closed]

    @property
    def due_thanks(self):
        return [line for line in self.thanks if line.is_due and not self.is_closed]

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
        lines = (*self.lines, *self.thanks)
        return [line for line in lines if line.certificate and line.certificate.problem]

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
    lines = [_line(person, progress) for person, progress in course_progress(course).items()]
    thanks = [_thanks_line(contribution) for contribution in _contributions(course)]
    papers = list(Certificate.objects.of_course(course))
    _lay_out(papers, {line.registration.pk: line for line in lines}, "registration_id")
    _lay_out(papers, {line.contribution.pk: line for line in thanks}, "contribution_id")
    return Plan(lines, thanks, any(map(is_past_its_time, papers)))


def _lay_out(papers, lines, owner):
    """Put the papers to the lines of those who own them: the living ones, and the revoked."""
    for paper in papers:
        line = lines.get(getattr(paper, owner))
        if line and paper.state in LIVING:
            line.certificate = paper
        elif line and paper.state == State.REVOKED:
            line.revoked = paper


def _line(registration, progress):
    if registration.status == Status.ENROLLED and not progress.is_decided:
        return Line(registration, progress, obstacle=_what_is_missing(progress), is_blocked=True)
    kind = KIND_OF.get(registration.status) or _kind_to_come(progress)
    if kind == Kind.CONFIRMATION and not progress.present:
        return Line(registration, progress, obstacle="War an keinem Kurstag da.")
    return Line(registration, progress, kind)


def _kind_to_come(progress):
    return Kind.CERTIFICATE if progress.earns_certificate else Kind.CONFIRMATION


def _what_is_missing(progress):
    if not progress.unknown:
        return "Es kommen noch Kurstage."
    days = ", ".join(date_format(day.date, "l, j. F Y") for day in progress.unknown)
    return f"Die Anwesenheit fehlt noch: {days}."


def _contributions(course):
    certain = Contribution.objects.certain().filter(block__course=course)
    certain = certain.order_by("block__number", "partner__name", "pk")
    return certain.select_related("partner", "block", "day")


def _thanks_line(contribution):
    if contribution.state == ContributionState.HELD:
        return ThanksAward(contribution, Kind.THANKS)
    return ThanksAward(contribution, obstacle="Noch nicht als „hat stattgefunden“ vermerkt.")
