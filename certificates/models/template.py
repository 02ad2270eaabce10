"""How certificates look and what they say, version by version. A version is never changed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certificates.kind_and_state import Kind
from certificates.placeholders import FIRST_WORDS
from courses.models import Course
from documents import pictures

# Pictures that were only looked at are gone after this time.
UNUSED_FOR = timedelta(days=1)


class Design(models.TextChoices):
    CLASSIC = "classic", "klassisch: Rahmen und Häuserzeile"
    MODERN = "modern", "modern: Farbfläche und große Schrift links"
    LARGE = "large", "schlicht in großer Schrift"


# Until staff write who signs.
FIRST_SIGNATORIES = (
    {"name": "", "function": "Kursleitung", "picture": ""},
    {"name": "", "function": "Bremer Heimstiftung", "picture": ""},
)


def first_signatories() -> list[dict[str, str]]:
    """Return the rows of who signs, in a version that nobody changed: name, function, picture."""
    return [dict(line) for line in FIRST_SIGNATORIES]


def first_words() -> dict[str, dict[str, str]]:
    """Return {kind: {"title": …, "text": …}} of a version that nobody changed."""
    return {str(kind): dict(words) for kind, words in FIRST_WORDS.items()}


class TemplateQuerySet(models.QuerySet["Template"]):
    def versions_of(self, course: Course | None) -> "TemplateQuerySet":
        """Return the versions of a course, or for None those of the default, newest first."""
        return self.filter(course=course).order_by("-version")

    def in_force(self, course: Course | None) -> "Template":
        """Return the version that counts for a course (None: by default).

        Unsaved as long as nobody wrote one."""
        own = self.versions_of(course).first() if course else None
        if own and not own.is_dropped:
            return own
        return self.versions_of(None).first() or self.model()

    def kept_for(self, course: Course | None) -> "Template":
        """Like `in_force`, but stored: a certificate points to the version it is printed by."""
        found = self.in_force(course)
        return found if found.pk else self.get_or_create(course=None, version=1)[0]


class Template(models.Model):
    """One version of what the certificates of a course look like and say (Vorlage, Fassung)."""

    course = models.ForeignKey(
        Course,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="certificate_templates",
        verbose_name="Durchlauf",
        help_text="Leer ist die Standard-Vorlage für alle.",
    )
    version = models.PositiveSmallIntegerField("Fassung", default=1)
    design = models.CharField("Gestaltung", max_length=10, choices=Design, default=Design.CLASSIC)
    words = models.JSONField("Texte", default=first_words)
    signatories = models.JSONField("Unterschriften", default=first_signatories)
    logos = models.JSONField("Logos", default=list)
    is_dropped = models.BooleanField("Es gilt wieder die Standard-Vorlage", default=False)
    made_at = models.DateTimeField("gespeichert am", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gespeichert durch",
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["course", "-version"]
        verbose_name = "Vorlage"
        verbose_name_plural = "Vorlagen"
        constraints = [
            models.UniqueConstraint(fields=["course", "version"], name="version_of_course"),
            models.UniqueConstraint(
                fields=["version"], condition=Q(course=None), name="version_of_default"
            ),
        ]

    def __str__(self) -> str:
        owner = self.course or "Standard-Vorlage"
        return f"{owner}, Fassung\N{NO-BREAK SPACE}{self.version}"

    def words_for(self, kind: str) -> dict[str, str]:
        """Return {"title": …, "text": …} of a kind."""
        return self.words.get(kind) or FIRST_WORDS[Kind(kind)]

    def pictures(self) -> set[str]:
        """Return the names of all pictures of this version."""
        return {row["picture"] for row in (*self.signatories, *self.logos) if row.get("picture")}


def sweep_pictures(now: datetime) -> None:
    """Delete pictures that no version uses and that are older than `UNUSED_FOR`."""
    old = pictures.kept_before(now - UNUSED_FOR)
    used = set().union(*(row.pictures() for row in Template.objects.all())) if old else set()
    for name in old - used:
        pictures.discard(name)
