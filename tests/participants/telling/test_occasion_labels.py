"""Staff read what a call or a letter is about in German, never the slug of the occasion."""

from uuid import UUID

import pytest

from correspondence.models import Message

LABELS = [
    ("interest_course", "neuer Kurs im Stadtteil"),
    ("interest_confirm", "Wunsch nach Bescheid bestätigen"),
    ("registration_offered", "Platz angeboten"),
    ("abgeschafft", "sonstige Nachricht"),
]


def write(occasion, channel):
    return Message.objects.create(
        recipient_key=UUID(int=1), occasion=occasion, channel=channel, subject="S", body="B"
    )


@pytest.mark.parametrize(("slug", "label"), LABELS)
def test_the_call_list_says_what_the_call_is_about(as_staff, slug, label):
    write(slug, "phone")
    page = as_staff.get("/verwaltung/anrufe/")
    [(_call, occasion, _language, _direction)] = page.context["calls"]
    assert (occasion, page.content.decode().count(slug)) == (label, 0)


@pytest.mark.parametrize(("slug", "label"), LABELS)
def test_the_list_of_letters_says_what_the_letter_is_about(as_staff, slug, label):
    write(slug, "post")
    page = as_staff.get("/verwaltung/briefe/")
    [(_letter, occasion, _language)] = page.context["rows"]
    assert (occasion, page.content.decode().count(slug)) == (label, 0)
