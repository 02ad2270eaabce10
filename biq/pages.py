"""Pages and answers that staff write themselves, in Markdown without HTML."""

from functools import cache

from django.conf import settings
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from accounts.edition import Printed
from courses.words import stays_german, translated


def to_page(text):
    """Return Markdown as HTML in the language of the page, or marked as the German it is."""
    html = to_html(translated(text))
    if not stays_german(text):
        return html
    return format_html('<div lang="de" dir="ltr">{}</div>', html)


@cache
def _markdown():
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def to_html(text):
    """Return Markdown as HTML; HTML in the text is shown as it was typed, never obeyed.

    {telefon}, {email} and {adresse} stand for those of the foundation."""
    for gap, value in _foundation().items():
        text = text.replace(gap, value)
    return mark_safe(_markdown().render(text))  # noqa: S308


def _foundation():
    return {
        "{telefon}": settings.CONTACT_PHONE.replace(" ", "\N{NO-BREAK SPACE}"),
        "{email}": settings.CONTACT_EMAIL,
        "{adresse}": settings.CONTACT_ADDRESS,
    }


class Page(Printed):
    """A page of its own (Seite): Impressum, Datenschutz, Barrierefreiheit."""

    slug = models.SlugField("Adresse", unique=True, editable=False)
    title = models.CharField("Überschrift", max_length=120)
    body = models.TextField(
        "Text",
        help_text="In Markdown: ## Überschrift, - Liste, **fett**. {telefon}, {email} und {adresse}"
        " stehen für die der Stiftung.",
    )

    class Meta:
        ordering = ["title"]
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"

    def __str__(self):
        return self.title

    @property
    def html(self):
        return to_page(self.body)


class Question(Printed):
    """A question that residents ask, and its answer (Frage und Antwort)."""

    question = models.CharField("Frage", max_length=150)
    answer = models.TextField("Antwort", help_text="In Markdown: - Liste, **fett**.")
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "Frage und Antwort"
        verbose_name_plural = "Fragen und Antworten"

    def __str__(self):
        return self.question

    @property
    def html(self):
        return to_page(self.answer)
