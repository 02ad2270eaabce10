"""German that everybody can read: short sentences, and no words that only offices use."""

import re
from statistics import median

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from biq.context_processors import foundation
from biq.languages.source_strings import strings
from participants.models import Status
from tests.biq.languages.plain import office_words, sentences, text_of

LONGEST, MIDDLE = 20, 10
PAGES = (
    "/",
    "/einfach/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/kurse/hemelingen-2027/",
    "/kurse/hemelingen-2027/anmelden/",
    "/kurse/vegesack-2026/",
    "/kurse/vegesack-2026/anmelden/",
    "/bescheid/",
    "/bescheid/gibt-es-nicht/",
    "/zertifikat/",
    "/zertifikat/gibt-es-nicht/",
    "/gibt-es-nicht/",
)
# A state of a certificate: the word on the paper and in the list of the staff.
ALLOWED = {"widerrufen"}


def our_texts():
    """Return every German sentence of ours: pages, mails, letters and documents."""
    for text, _context in strings():
        for form in [text] if isinstance(text, str) else text:
            yield strip_tags(re.sub(r"%\((\w+)\)s", r"\1", form))


def too_long(text):
    return [sentence for words, sentence in sentences(text) if words > LONGEST]


def test_no_sentence_of_ours_is_long():
    assert [found for text in our_texts() for found in too_long(text)] == []


def test_half_of_our_sentences_are_very_short():
    assert median(words for text in our_texts() for words, _ in sentences(text)) <= MIDDLE


def test_no_sentence_of_ours_speaks_like_an_office():
    said = {text: office_words(text) for text in our_texts() if text not in ALLOWED}
    assert {text: words for text, words in said.items() if words} == {}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_easily(client, course, past_course, address):
    assert_easy(client.get(address))


def test_a_refused_form_reads_easily(client, course):
    assert_easy(client.post(f"/kurse/{course.slug}/anmelden/", {"email": "keine@keine.de"}))


@pytest.mark.parametrize("status", [status for status in Status if status != Status.OFFERED])
def test_the_own_page_reads_easily_in_every_state(client, make_registration, status):
    registration = make_registration()
    type(registration).objects.filter(pk=registration.pk).update(status=status)
    assert_easy(client.get(f"/anmeldung/{registration.token}/"))


@pytest.mark.parametrize("form", ["daten/", "weniger-zahlen/", "abmelden/"])
def test_the_forms_of_the_own_page_read_easily(client, make_registration, form):
    assert_easy(client.get(f"/anmeldung/{make_registration().token}/{form}"))


def test_a_place_that_is_offered_reads_easily(client, small_course, make_registration):
    first = make_registration("Erste Person", course=small_course)
    offered = make_registration(course=small_course)
    first.withdraw()
    assert_easy(client.get(f"/anmeldung/{offered.token}/"))


def test_the_way_of_two_people_reads_easily(client, course):
    form, both = f"/kurse/{course.slug}/anmelden/", {"name": "Erna Paar", "phone": "0421 123456"}
    assert_easy(client.post(f"{form}weitere/", both))
    both |= {"p2-name": "Karl Paar", "p2-phone": "0421 123456", "people": "2"}
    assert_easy(client.post(form, both))
    receipt = client.post(f"{form}absenden/", both)["Location"]
    assert_easy(client.get(receipt))


def test_a_wish_that_was_refused_reads_easily(client, district):
    assert_easy(client.post("/bescheid/", {"email": "keine@keine.de"}))


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_the_pages_of_an_outage_read_easily(template):
    assert_easy(HttpResponse(render_to_string(template, foundation())))


def assert_easy(answer):
    text = text_of(answer.content.decode())
    assert too_long(text) == []
    assert median(words for words, _ in sentences(text)) <= MIDDLE
    assert office_words(text) == []


def test_the_measure_counts_words_and_knows_where_a_sentence_ends():
    text = "Am 12. März beginnt es. Kommen Sie? Dann rufen Sie uns an!\nTelefon"
    assert [words for words, _ in sentences(text)] == [5, 2, 5]


def test_the_measure_finds_office_words_also_inside_others():
    assert office_words("Die Datenübermittlung erfolgt zeitnah, z. B. per Post.") == [
        "erfolgt",
        "übermittl",
        "zeitnah",
        "z. B.",
    ]


def test_the_measure_reads_a_page_as_people_do():
    page = "<head><title>x</title></head><p>Ein <b>Satz</b>.</p><ul><li>Eins.<li>Zwei.</ul>"
    assert [sentence for _, sentence in sentences(text_of(page))] == ["Ein Satz.", "Eins.", "Zwei."]
