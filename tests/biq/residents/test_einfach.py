"""The page that explains course and registration in very short sentences."""

import re

import pytest
from django.conf import settings


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/kurse/{}/", "/kurse/{}/anmelden/"])
def test_pages_lead_there(client, course, address):
    page = client.get(address.format(course.slug)).content.decode()
    assert 'href="/einfach/"' in page


def test_every_step_has_a_pictogram_that_is_drawn(client, db):
    page = client.get("/einfach/").content.decode()
    sprite = (settings.BASE_DIR / "static" / "img" / "pictograms.svg").read_text()
    shown = re.findall(r'<use href="/static/img/pictograms.svg#(\w+)"/>', page)
    assert sorted(shown) == sorted(re.findall(r'<symbol id="(\w+)"', sprite))
    assert len(shown) == len(re.findall(r"<h2>", page)) - 1  # "Sprechen Sie mit uns" has none.


def test_it_is_made_once_and_asks_no_question_of_the_database(
    client, db, django_assert_num_queries
):
    client.get("/einfach/")
    with django_assert_num_queries(0):
        assert client.get("/einfach/").status_code == 200


def test_it_never_claims_to_be_leichte_sprache(client, db):
    assert "Leichte" not in client.get("/einfach/").content.decode()
