"""Pages and answers that staff write themselves. Their tables kept the label `biq`."""

from django.db import models
from django.utils.safestring import SafeString

from pages.markdown import to_page
from web.public_version import PublicContent


class Page(PublicContent):
    """A page of its own (Seite): Impressum, Datenschutz, Barrierefreiheit."""

    slug = models.SlugField("Adresse", unique=True, editable=False)
    title = models.CharField("Überschrift", max_length=120)
    body = models.TextField(
        "Text",
        help_text="In Markdown: ## Überschrift, - Liste, **fett**. {telefon}, {email} und {adresse}"
        " stehen für die der Stiftung.",
    )

    class Meta:
        app_label = "biq"
        ordering = ["title"]
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"

    def __str__(self) -> str:
        return self.title

    @property
    def html(self) -> SafeString:
        return to_page(self.body)


class Question(PublicContent):
    """A question that residents ask, and its answer (Frage und Antwort)."""

    question = models.CharField("Frage", max_length=150)
    answer = models.TextField("Antwort", help_text="In Markdown: - Liste, **fett**.")
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        app_label = "biq"
        ordering = ["order", "pk"]
        verbose_name = "Frage und Antwort"
        verbose_name_plural = "Fragen und Antworten"

    def __str__(self) -> str:
        return self.question

    @property
    def html(self) -> SafeString:
        return to_page(self.answer)
