"""What is to be written on the pages that everybody reads."""

from django.urls import reverse

from biq.staff.tasks.task import Task
from pages.models import Page
from web.counting import one_or_many


def unfinished_pages() -> Task:
    """Pages on which our first text says what is still missing; visitors do not see that part."""
    found = Page.objects.unfinished().values_list("title", "pk")
    links = [(title, reverse("admin:biq_page_change", args=[pk])) for title, pk in found]
    words = one_or_many(len(links), "Seite ist nicht fertig", "Seiten sind nicht fertig")
    return Task(len(links), words, links)
