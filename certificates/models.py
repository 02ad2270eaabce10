"""The numbered closing document of one person in one course."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates import numbering
from certificates.numbering import NumberRange
from participants.models import Registration, Status

__all__ = ["Certificate", "Kind", "NumberRange", "State"]


class Kind(models.TextChoices):
    CERTIFICATE = "certificate", _("Zertifikat")
    CONFIRMATION = "confirmation", _("Teilnahmebescheinigung")


class State(models.TextChoices):
    ISSUING = "issuing", _("wird ausgestellt")
    VALID = "valid", _("gültig")
    VOID = "void", _("ungültig")


LIVING = (State.ISSUING, State.VALID)
# What somebody gets whose course is over.
KIND_OF = {Status.COMPLETED: Kind.CERTIFICATE, Status.NOT_COMPLETED: Kind.CONFIRMATION}


@dataclass(frozen=True)
class Progress:
    """How far the issuing of a course has come."""

    done: int
    failed: int
    total: int

    @property
    def is_running(self):
        return self.done + self.failed < self.total


class CertificateQuerySet(models.QuerySet):
    def of_course(self, course):
        return self.filter(registration__course=course).order_by("year", "serial")

    def living(self):
        """Those that count: one registration has at most one of them."""
        return self.filter(state__in=LIVING)

    def outdated(self):
        """Living ones that say something else than what was decided since."""
        right = [Q(registration__status=status, kind=kind) for status, kind in KIND_OF.items()]
        return self.living().exclude(reduce(or_, right))

    def valid(self):
        return self.filter(state=State.VALID)

    def pending(self):
        return self.filter(state=State.ISSUING, problem="")

    def failed(self):
        """Those that could not be printed and wait for somebody to mend why."""
        return self.filter(state=State.ISSUING).exclude(problem="")

    def public(self):
        """Those that somebody may hold in their hands."""
        return self.exclude(state=State.ISSUING)

    def in_order_of_lists(self):
        return self.order_by("registration__participant__sort_key", "pk")

    def progress(self):
        return Progress(
            **self.living().aggregate(
                done=Count("pk", filter=Q(state=State.VALID)),
                failed=Count("pk", filter=Q(state=State.ISSUING) & ~Q(problem="")),
                total=Count("pk"),
            )
        )


class Certificate(models.Model):
    """What somebody takes home from a course (Zertifikat or Teilnahmebescheinigung).

    Everything printed on it is a copy from the day of issue, so it stays as it was handed over."""

    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="certificates", verbose_name="Anmeldung"
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
    days_held = models.PositiveSmallIntegerField("Kurstage")
    units_attended = models.PositiveSmallIntegerField("besuchte Unterrichtsstunden")

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

    void_reason = models.CharField("Warum ungültig", max_length=300, blank=True)
    voided_at = models.DateTimeField("ungültig seit", null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="für ungültig erklärt durch",
    )

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
        ]
        indexes = [
            models.Index(
                fields=["year", "serial"], condition=Q(state="issuing"), name="to_be_issued"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    @property
    def number(self):
        """Year and running number, "2027-014"."""
        return f"{self.year}-{self.serial:03}"

    @property
    def code_text(self):
        return numbering.code_for_people(self.code)

    @property
    def is_certificate(self):
        return self.kind == Kind.CERTIFICATE

    @property
    def is_valid(self):
        return self.state == State.VALID

    @property
    def days_attended(self):
        return len(self.dates)

    @property
    def initials(self):
        """First and last initial of the printed name, "G. I."; one for a name of one word."""
        letters = [_initial(word) for word in self.printed_name.split()]
        letters = [letter for letter in letters if letter]
        return " ".join(f"{letter}." for letter in letters[:1] + letters[1:][-1:])


def _initial(word):
    return next((character.upper() for character in word if character.isalpha()), "")


@transaction.atomic
def void(certificate, reason, by):
    """Declare a certificate void, also one that cannot be printed; its number is not used again.

    Raises ValidationError without a reason, and for one that is void already."""
    if not reason:
        raise ValidationError("Bitte schreiben Sie auf, warum.")
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.state == State.VOID:
        raise ValidationError("Dieses Zertifikat ist schon ungültig.")
    certificate.state, certificate.void_reason = State.VOID, reason
    certificate.voided_at, certificate.voided_by = timezone.now(), by
    certificate.save(update_fields=["state", "void_reason", "voided_at", "voided_by"])
    return certificate
