"""Bremen's districts, in the order of DIN 5007 on every database."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from correspondence.models import Message
from courses.districts import DISTRICTS
from courses.formatting import after_in
from courses.models import District


def test_districts_are_sorted_as_one_looks_them_up(db):
    assert [district.name for district in District.objects.all()] == list(DISTRICTS)


def test_a_name_that_gets_longer_as_a_key_is_stored(db):
    district = District.objects.create(name="ß" * 50, slug="lang")
    district.refresh_from_db()
    assert district.sort_key == "s" * 50


def test_the_district_of_an_interest_is_chosen_from_that_list(client, db):
    form = client.get("/bescheid/").content.decode()
    shown = sorted(DISTRICTS, key=lambda name: form.index(f">{name}</option>"))
    assert shown == list(DISTRICTS)


@pytest.mark.parametrize(
    ("district", "said"),
    [
        ("Östliche Vorstadt", "in der Östlichen Vorstadt"),
        ("Häfen", "in den Häfen"),
        ("Vahr", "in der Vahr"),
        ("Neustadt", "in der Neustadt"),
        ("Hemelingen", "in Hemelingen"),
    ],
)
def test_a_district_is_named_in_sentences_as_one_says_it(district, said):
    assert f"in {after_in(district)}" == said


def test_only_german_has_another_form():
    with override("en"):
        assert after_in("Östliche Vorstadt") == "Östliche Vorstadt"


def test_the_pages_and_messages_say_it_so(client, make_course, make_registration):
    vorstadt = District.objects.get(slug="oestliche-vorstadt")
    course = make_course("vorstadt-2027", district=vorstadt)
    pages = [
        client.get(address).content.decode()
        for address in ("/", f"/kurse/{course.slug}/", f"/kurse/{course.slug}/anmelden/")
    ]
    make_registration(course=course, contact={"email": "a@example.org", "channel": "email"})
    subject = Message.objects.last().subject
    assert ["in der Östlichen Vorstadt" in text for text in (*pages, subject)] == [True] * 4
    assert ["in Östliche" in text for text in (*pages, subject)] == [False] * 4
    assert "Wohnen Sie in der Östlichen Vorstadt?" in pages[2]


def test_no_sentence_puts_the_bare_name_behind_in():
    wrong = []
    for path in (settings.BASE_DIR / "templates").rglob("*.*"):
        for head, body in re.findall(
            r"{% (blocktranslate.*?) %}(.*?){% ", path.read_text(), re.DOTALL
        ):
            if re.search(r"\b[Ii]n {{ district }}", body) and "|after_in" not in head:
                wrong.append((path.name, body))
    assert wrong == []
