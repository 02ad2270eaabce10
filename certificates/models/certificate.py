"""The numbered documents that people and partners keep from a course: one word for all kinds."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from certificates import numbering
from certificates.kind_and_state import KIND_OF, LIVING, PUBLIC, Kind, State
from certificates.models.template import Template
from certificates.sheet_languages import wished_language
from courses.models import Course
from participants.models import AttendanceCorrection, Registration
from partners.models import Contribution


@dataclass(frozen=True)
class IssuingProgress:
    """How far the issuing of a course has come."""

    done: int
    failed: int
    total: int

    @property
    def is_running(self) -> bool:
        return self.done + self.failed < self.total


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of_course(self, course: Course) -> "CertificateQuerySet":
        return self.filter(course=course).order_by("year", "serial")

    def of_people(self) -> "CertificateQuerySet":
        """Those for somebody who took part, not those for partners."""
        return self.exclude(registration=None)

    def living(self) -> "CertificateQuerySet":
        """Those that count: a registration or contribution has at most one of them."""
        return self.filter(state__in=LIVING)

    def perhaps_outdated(self) -> "CertificateQuerySet":
        """Living ones of another kind than was decided, and those of people whose attendance was
        put right since they were issued: `Award.is_outdated` says whether they are to be mended."""
        right = [Q(registration__status=status, kind=kind) for status, kind in KIND_OF.items()]
        corrected = AttendanceCorrection.objects.filter(
            registration=OuterRef("registration"), at__date__gte=OuterRef("issued_on")
        )
        return self.of_people().living().filter(~reduce(or_, right) | Exists(corrected))

    def valid(self) -> "CertificateQuerySet":
        """Those in force; their stubs too, whose name is deleted."""
        return self.filter(state=State.VALID)

    def in_hand(self) -> "CertificateQuerySet":
        """Those in force that still have their name: to be printed, handed over, given out."""
        return self.valid().filter(name_deleted_on=None)

    def pending(self) -> "CertificateQuerySet":
        return self.filter(state=State.ISSUING, problem="").select_related("template")

    def failed(self) -> "CertificateQuerySet":
        """Those that could not be printed and wait for somebody to mend why."""
        return self.filter(state=State.ISSUING).exclude(problem="")

    def public(self) -> "CertificateQuerySet":
        """Those that somebody may hold in their hands."""
        return self.filter(state__in=PUBLIC)

    def in_order_of_lists(self) -> "CertificateQuerySet":
        """People by name, then the partners."""
        by_name = F("registration__participant__sort_key").asc(nulls_last=True)
        return self.order_by(by_name, "printed_name", "pk")

    def progress(self) -> IssuingProgress:
        return IssuingProgress(
            **self.living().aggregate(
                done=Count("pk", filter=Q(state=State.VALID)),
                failed=Count("pk", filter=Q(state=State.ISSUING) & ~Q(problem="")),
                total=Count("pk"),
            )
        )


class Certificate(models.Model):
    """What somebody takes home: Zertifikat, Teilnahmebescheinigung, or a partner's Dankurkunde.

    Everything printed on it is a copy from the day of issue, so it stays as it was handed over.
    What is left after its time is a stub: without name, PDF, and whose it was."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="certificates", verbose_name="Durchlauf"
    )
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        null=True,
        related_name="certificates",
        verbose_name="Anmeldung",
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        related_name="certificates",
        verbose_name="Beitrag",
    )
    template = models.ForeignKey(
        Template,
        models.PROTECT,
        null=True,
        related_name="certificates",
        verbose_name="Vorlage",
    )
    kind = models.CharField("Art", max_length=15, choices=Kind)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.ISSUING)
    year = models.PositiveSmallIntegerField("Jahr")
    serial = models.PositiveIntegerField("laufende Nummer")
    code = models.CharField("Code", max_length=12, unique=True, default=numbering.new_code)

    printed_name = models.CharField("Name", max_length=150)
    course_title = models.CharField("Kurs", max_length=120)
    district = models.CharField("Stadtteil", max_length=50)
    starts_on = models.DateField("erster Kurstag")
    ends_on = models.DateField("letzter Kurstag")
    blocks = models.JSONField("Blöcke", default=list)
    dates = models.JSONField("besuchte Kurstage", default=list)
    days_held = models.PositiveSmallIntegerField("Kurstage", default=0)
    blocks_attended = models.PositiveSmallIntegerField("besuchte Blöcke", default=0)
    units_attended = models.PositiveSmallIntegerField("besuchte Unterrichtsstunden", default=0)
    topic = models.CharField("Thema des Beitrags", max_length=200, blank=True)

    issued_on = models.DateField("ausgestellt am")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="ausgestellt durch",
    )
    pdf = models.FileField("PDF", max_length=120, blank=True)
    sha256 = models.CharField("Prüfsumme (SHA-256)", max_length=64, blank=True)
    problem = models.TextField("Warum es sich nicht drucken ließ", blank=True)

    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)

    end_reason = models.CharField("Warum es nicht mehr gilt", max_length=300, blank=True)
    ended_at = models.DateTimeField("gilt nicht mehr seit", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="außer Kraft gesetzt durch",
    )
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="replaces", verbose_name="ersetzt durch"
    )
    name_deleted_on = models.DateField("Name gelöscht am", null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-serial"]
        verbose_name = "Zertifikat"
        verbose_name_plural = "Zertifikate"
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="number_of_certificate"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state__in=["issuing", "valid"]),
                name="one_living_certificate",
            ),
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(state__in=["issuing", "valid"]),
                name="one_living_thanks",
            ),
            models.CheckConstraint(
                condition=Q(name_deleted_on=None, registration=None, contribution__isnull=False)
                | Q(name_deleted_on=None, registration__isnull=False, contribution=None)
                | Q(name_deleted_on__isnull=False, registration=None, contribution=None),
                name="certificate_of_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "serial"], condition=Q(state="issuing"), name="to_be_issued"
            ),
            models.Index(fields=["issued_on"], name="certificates_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def number(self) -> str:
        """Year and running number, "2027-014"."""
        return f"{self.year}-{self.serial:03}"

    @property
    def code_text(self) -> str:
        return numbering.code_for_people(self.code)

    @property
    def is_certificate(self) -> bool:
        return self.kind == Kind.CERTIFICATE

    @property
    def is_thanks(self) -> bool:
        return self.kind == Kind.THANKS

    @property
    def is_valid(self) -> bool:
        return self.state == State.VALID

    @property
    def is_stub(self) -> bool:
        """True when only number, code, kind, course, date, state and hash are left."""
        return self.name_deleted_on is not None

    @property
    def sheet_language(self) -> str:
        """The language of the translation sheet that goes with it; empty when there is none."""
        return wished_language(self.registration) if self.registration else ""

    @property
    def days_attended(self) -> int:
        return len(self.dates)

    @property
    def initials(self) -> str:
        """First and last initial of the printed name, "G. I."; one for a name of one word.

        Empty for a certificate that was replaced: perhaps nobody is called that any more."""
        if self.state == State.SUPERSEDED:
            return ""
        letters = [_initial(word) for word in self.printed_name.split()]
        letters = [letter for letter in letters if letter]
        return " ".join(f"{letter}." for letter in letters[:1] + letters[1:][-1:])


def _initial(word: str) -> str:
    return next((character.upper() for character in word if character.isalpha()), "")
