"""Who gets which certificate of a course, and why somebody gets none. Looking changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.formats import date_format

from certificates.archive.stubs import is_past_its_time
from certificates.design.printed_course import PrintedCourse
from certificates.kind_and_state import KIND_OF, LIVING, Kind, State
from certificates.models import Certificate
from courses.models import Course
from participants.attendance.eligibility import Progress, course_progress, progress_of
from participants.models import Registration, Status
from partners.models import Contribution, ContributionState
from web.counting import counted


@dataclass(kw_only=True)
class AnyAward:
    """What somebody gets. `kind` is None for nothing, `obstacle` then says why in German;
    `certificate` is the living one, None while there is none, and `revoked` then one that was taken
    out of force: they get another by its own verb only, never in a batch.

    `is_blocked` is True while it is not decided yet what they get."""

    kind: Kind | None = None
    obstacle: str = ""
    is_blocked: bool = False
    certificate: Certificate | None = None
    revoked: Certificate | None = None

    @property
    def whose(self) -> str:
        """The name of the person or partner."""
        raise NotImplementedError

    @property
    def is_due(self) -> bool:
        return self.kind is not None and self.certificate is None and self.revoked is None

    def fill(
        self, certificate: Certificate, printed: PrintedCourse, kind: Kind | None = None
    ) -> Certificate:
        """Copy what is printed into the certificate and return it, unsaved.

        `kind` is another than the award's own, to try it. Raises ValueError if there is none."""
        kind = kind or self.kind
        if kind is None:
            raise ValueError(self.obstacle)
        certificate.kind = kind
        return self._fill_own(printed.fill(certificate), printed)

    def _fill_own(self, certificate: Certificate, printed: PrintedCourse) -> Certificate:
        raise NotImplementedError


@dataclass
class Award(AnyAward):
    """What one person gets who takes or took part."""

    registration: Registration
    progress: Progress

    @property
    def whose(self) -> str:
        return self.registration.participant.name

    @property
    def is_outdated(self) -> bool:
        """True when another decision was made, or attendance put right, since the living
        certificate was issued."""
        if self.certificate is None:
            return False
        printed = (self.certificate.dates, self.certificate.days_held)
        dates = [day.date.isoformat() for day in self.progress.days_there]
        return self.certificate.kind != self.kind or printed != (dates, self.progress.held)

    @property
    def label(self) -> str:
        """The certificate that there is; without one, what the person gets."""
        return self.certificate.get_kind_display() if self.certificate else self.label_due

    @property
    def label_due(self) -> str:
        """What the person gets as things stand now, or why nothing."""
        if self.obstacle or self.kind is None:
            return self.obstacle
        return str(State.REVOKED.label if self.revoked else self.kind.label)

    @property
    def days_now(self) -> str:
        """On how many days the person was there, as their attendance stands now."""
        return f"{self.progress.present} von {counted(self.progress.held, 'Kurstag', 'Kurstagen')}"

    @property
    def why(self) -> str:
        """The reason for the kind in German: the days, or the decision by hand."""
        if self.progress.override:
            return f"Ausnahme: {self.progress.override.reason}"
        there, held, needed = self.progress.present, self.progress.held, self.progress.needed
        return f"{there} von {held}, nötig {needed}".replace(" ", "\N{NO-BREAK SPACE}")

    def _fill_own(self, certificate: Certificate, printed: PrintedCourse) -> Certificate:
        return printed.fill_attendance(certificate, self.registration, self.progress.marks)


@dataclass
class ThanksAward(AnyAward):
    """What one partner gets for one contribution."""

    contribution: Contribution

    @property
    def whose(self) -> str:
        return self.contribution.partner.name

    def _fill_own(self, certificate: Certificate, printed: PrintedCourse) -> Certificate:
        return printed.fill_thanks(certificate, self.contribution)


@dataclass
class IssuingPlan:
    """The awards of everybody who takes or took part in the course, in the order of lists, and the
    thanks to partners.

    `is_closed` is True when names were deleted because their time was over: nothing is due then."""

    awards: list[Award] = field(default_factory=list)
    thanks: list[ThanksAward] = field(default_factory=list)
    is_closed: bool = False

    @property
    def all_awards(self) -> list[AnyAward]:
        return [*self.awards, *self.thanks]

    @property
    def progress_of_people(self) -> dict[Registration, Progress]:
        return {award.registration: award.progress for award in self.awards}

    @property
    def due(self) -> list[Award]:
        return [award for award in self.awards if award.is_due and not self.is_closed]

    @property
    def due_thanks(self) -> list[ThanksAward]:
        return [award for award in self.thanks if award.is_due and not self.is_closed]

    @property
    def due_certificates(self) -> int:
        """How many of those who are due get a Zertifikat."""
        return sum(award.kind == Kind.CERTIFICATE for award in self.due)

    @property
    def due_confirmations(self) -> int:
        """How many of those who are due get a Teilnahmebescheinigung."""
        return len(self.due) - self.due_certificates

    @property
    def outdated(self) -> list[Award]:
        return [award for award in self.awards if award.is_outdated]

    @property
    def failed(self) -> list[AnyAward]:
        """Those whose certificate could not be printed."""
        return [
            award for award in self.all_awards if award.certificate and award.certificate.problem
        ]

    @property
    def blocked(self) -> list[Award]:
        return [award for award in self.awards if award.is_blocked]

    @property
    def without(self) -> list[Award]:
        """Those who get nothing, because they were not there on any day."""
        awards = [award for award in self.awards if not award.certificate]
        return [award for award in awards if award.kind is None and not award.is_blocked]


def issuing_plan(course: Course) -> IssuingPlan:
    """Return what issuing the course would do now. Nothing is changed."""
    awards = [_award(person, progress) for person, progress in course_progress(course).items()]
    thanks = [_thanks_award(contribution) for contribution in _contributions(course)]
    certificates = list(Certificate.objects.of_course(course))
    _assign(certificates, {award.registration.pk: award for award in awards}, "registration_id")
    _assign(certificates, {award.contribution.pk: award for award in thanks}, "contribution_id")
    return IssuingPlan(awards, thanks, any(map(is_past_its_time, certificates)))


def outdated_awards(year: int) -> list[Award]:
    """Return the awards of all courses whose certificate is outdated and of that year or later.

    It costs a fixed number of queries: one where nothing was decided anew or put right."""
    certificates = list(Certificate.objects.perhaps_outdated().filter(year__gte=year))
    owners = Registration.objects.filter(pk__in=[row.registration_id for row in certificates])
    people: dict[Course, list[Registration]] = {}
    for person in owners.took_part().by_name().select_related("participant", "course"):
        people.setdefault(person.course, []).append(person)
    awards = [_award(person, progress) for person, progress in progress_of(people).items()]
    _assign(certificates, {award.registration.pk: award for award in awards}, "registration_id")
    return [award for award in awards if award.is_outdated]


def _assign(
    certificates: Sequence[Certificate], awards: Mapping[int, AnyAward], owner: str
) -> None:
    """Note with the award of each owner the certificates that there are: living and revoked.

    `owner` is the name of the column with the key of `awards`."""
    for certificate in certificates:
        award = awards.get(getattr(certificate, owner))
        if award and certificate.state in LIVING:
            award.certificate = certificate
        elif award and certificate.state == State.REVOKED:
            award.revoked = certificate


def _award(registration: Registration, progress: Progress) -> Award:
    if registration.status == Status.ENROLLED and not progress.is_decided:
        missing = _what_is_missing(progress)
        return Award(registration, progress, obstacle=missing, is_blocked=True)
    kind = KIND_OF.get(Status(registration.status)) or _kind_to_come(progress)
    if kind == Kind.CONFIRMATION and not progress.present:
        return Award(registration, progress, obstacle="War an keinem Kurstag da.")
    return Award(registration, progress, kind=kind)


def _kind_to_come(progress: Progress) -> Kind:
    return Kind.CERTIFICATE if progress.earns_certificate else Kind.CONFIRMATION


def _what_is_missing(progress: Progress) -> str:
    if not progress.unknown:
        return "Es kommen noch Kurstage."
    days = ", ".join(date_format(day.date, "l, j. F Y") for day in progress.unknown)
    return f"Die Anwesenheit fehlt noch: {days}."


def _contributions(course: Course) -> QuerySet[Contribution]:
    certain = Contribution.objects.certain().filter(block__course=course)
    certain = certain.filter(partner__forgotten_at=None)
    certain = certain.order_by("block__number", "partner__name", "pk")
    return certain.select_related("partner", "block", "day")


def _thanks_award(contribution: Contribution) -> ThanksAward:
    if contribution.state == ContributionState.HELD:
        return ThanksAward(contribution, kind=Kind.THANKS)
    return ThanksAward(contribution, obstacle="Noch nicht als „hat stattgefunden“ vermerkt.")
