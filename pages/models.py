"""Pages and answers that staff write themselves. Their tables kept the label `biq`."""

from typing import ClassVar

from django.db import models
from django.utils.safestring import SafeString

from courses import formatting
from pages.first_texts import OPEN_POINTS
from pages.markdown import to_html, without_open_points
from web.public_version import PublicContent, PublicContentQuerySet


class OneLanguage(models.Model):
    """A heading and a text that are shown in one language: that of the page, or both in German.

    Only our first texts are translated. As soon as staff change one of the two, both stay German,
    so that nobody reads a Turkish question above a German answer."""

    PARTS: ClassVar[tuple[str, str]]

    class Meta:
        abstract = True

    @property
    def stays_german(self) -> bool:
        return any(formatting.stays_german(getattr(self, part)) for part in self.PARTS)

    @property
    def heading(self) -> str:
        return self._said(self.PARTS[0])

    @property
    def html(self) -> SafeString:
        """Return the text as HTML, without what is still to be filled in."""
        return to_html(without_open_points(self._said(self.PARTS[1])))

    def _said(self, part: str) -> str:
        text: str = getattr(self, part)
        return text if self.stays_german else formatting.translated(text)


class PageQuerySet(PublicContentQuerySet["Page"]):
    def unfinished(self) -> "PageQuerySet":
        """Return the pages that staff still have to fill in."""
        return self.filter(body__contains=f"## {OPEN_POINTS}")


class Page(OneLanguage, PublicContent):
    """A page of its own (Seite): Impressum, Datenschutz, Barrierefreiheit."""

    slug = models.SlugField("Adresse", unique=True, editable=False)
    title = models.CharField("Überschrift", max_length=120)
    body = models.TextField(
        "Text",
        help_text="In Markdown: ## Überschrift, - Liste, **fett**. {telefon}, {email} und {adresse}"
        " stehen für die der Stiftung.",
    )

    PARTS = ("title", "body")

    objects = PageQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        app_label = "biq"
        ordering = ["title"]
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"

    def __str__(self) -> str:
        return self.title


class Question(OneLanguage, PublicContent):
    """A question that residents ask, and its answer (Frage und Antwort)."""

    question = models.CharField("Frage", max_length=150)
    answer = models.TextField("Antwort", help_text="In Markdown: - Liste, **fett**.")
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    PARTS = ("question", "answer")

    class Meta:
        app_label = "biq"
        ordering = ["order", "pk"]
        verbose_name = "Frage und Antwort"
        verbose_name_plural = "Fragen und Antworten"

    def __str__(self) -> str:
        return self.question
