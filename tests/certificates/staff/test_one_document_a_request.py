"""No web request typesets more than one document: whole courses are printed by the worker."""

import pytest
from django.db import transaction
from django.urls import reverse

from certificates import urls
from certificates.after_issue import copies
from certificates.models import Certificate
from documents.typesetter import Typesetter
from tests.certificates.template_editor.test_template_page import filled_in

FILLED = {"reason": "Probe", "sure": "on", "on": "01.01.2026", "way": "hand"}


@pytest.fixture
def typeset(monkeypatch):
    """Return the titles of what is typeset in this process from now on."""
    titles, as_ever = [], Typesetter._set

    def note(self, html, title):
        titles.append(html.partition("<title>")[2].partition("</title>")[0])
        return as_ever(self, html, title)

    monkeypatch.setattr(Typesetter, "_set", note)
    return titles


@pytest.fixture
def addresses(issued, speak, staff):
    """Return every address of the staff's about the course, and about one of its certificates."""
    speak("Gülşen Işık", "tr")
    speak("Ben Neun", "ru")
    copies.order_all(issued, staff)
    copies.order_sheets(issued, staff)
    copies.print_ordered()
    certificate = Certificate.objects.first()
    more = {"second_copy": [certificate.second_copies.first().pk], "translated": ["tr"]}
    of_course = [reverse(f"certificates:{one.name}", args=[issued.slug]) for one in urls._of_course]
    of_certificate = [
        reverse(f"certificates:{one.name}", args=[certificate.code, *more.get(one.name, [])])
        for one in urls._of_certificate
    ]
    return of_course + of_certificate


def test_whatever_staff_ask_for_at_most_one_document_is_set(as_staff, addresses, issued, typeset):
    filled = filled_in(as_staff, issued) | FILLED
    counts = {}
    for url in addresses:
        for ask in (as_staff.get, as_staff.post):
            del typeset[:]
            with transaction.atomic():
                ask(url, filled)
                transaction.set_rollback(True)
            counts[ask.__name__, url.strip("/").rpartition("/")[2]] = len(typeset)
    assert {asked: number for asked, number in counts.items() if number} == {
        ("get", "uebergabe.pdf"): 1,
        ("get", "tr.pdf"): 1,
        ("post", "speichern"): 1,
        ("post", "vorschau"): 1,
        ("post", "zweitschrift"): 1,
        ("post", "berichtigen"): 1,
    }
