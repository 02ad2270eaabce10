"""Pages in another language: nothing on them is German, but what is marked as German."""

import re
from html.parser import HTMLParser

import pytest

from participants.models import Status
from tests.biq.languages.test_readability import PAGES

# Words without which there is hardly a German sentence, and that are no word in another language.
GERMAN = re.compile(r"\b(?:und|oder|nicht|Sie|Ihre?n?|wir|ist|für|mit|bitte|einen?|der|das)\b")
# Names that are the same everywhere.
NAMES = ("Ellener Dorfstr.",)
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Spoken(HTMLParser):
    """Collects the text, and the labels that are read aloud, of one language."""

    def __init__(self, language):
        super().__init__()
        self.language, self.texts, self.open = language, [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        spoken = attributes.get("lang", self.open[-1] if self.open else None)
        if tag not in VOID:
            self.open.append(spoken)
        for name in ("aria-label", "alt", "title"):
            self._hear(spoken, attributes.get(name))

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        self._hear(self.open[-1] if self.open else None, data)

    def _hear(self, language, text):
        if language == self.language and text and text.strip():
            self.texts.append(text.strip())


def german_on(answer, language="en"):
    page = Spoken(language)
    page.feed(answer.content.decode())
    assert page.texts != []
    return [text for text in page.texts if GERMAN.search(text)]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_english(client, course, past_course, address):
    assert german_on(client.get(f"/en{address}")) == []


def test_a_refused_form_and_its_errors_are_english(client, course):
    address = f"/en/kurse/{course.slug}/anmelden/"
    wrong = {"email": "keine@keine.de", "phone": "1", "under_age": "on", "channel": "post"}
    assert german_on(client.post(address, wrong)) == []


@pytest.mark.parametrize("status", Status)
def test_the_own_page_is_english_in_every_state(client, make_registration, status):
    registration = make_registration()
    type(registration).objects.filter(pk=registration.pk).update(status=status)
    assert german_on(client.get(f"/en/anmeldung/{registration.token}/")) == []
