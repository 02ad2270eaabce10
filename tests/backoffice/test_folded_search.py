"""Lists of the staff find what people write, whatever the spelling."""

import pytest

from courses.models import District, Venue

VENUES = "/verwaltung/courses/venue/"
COURSES = "/verwaltung/courses/course/"


@pytest.fixture
def places(db):
    walle = District.objects.get_or_create(name="Gröpelingen", slug="groepelingen")[0]
    Venue.objects.create(name="Bürgerhaus Weserterrassen", street="Osterdeich 70b")
    Venue.objects.create(name="Gemeindehaus", street="Große Straße 3", district=walle)


def found(client, address, words):
    answer = client.get(address, {"q": words})
    return [str(row) for row in answer.context["cl"].result_list]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("buergerhaus", "Bürgerhaus Weserterrassen"),
        ("BURGERHAUS", "Bürgerhaus Weserterrassen"),
        ("Weserterrassen, Bürgerhaus", "Bürgerhaus Weserterrassen"),
        ("osterdeich 70b", "Bürgerhaus Weserterrassen"),
        ("grosse strasse", "Gemeindehaus"),
        ("Gröpelingen", "Gemeindehaus"),
        ("groepelingen", "Gemeindehaus"),
    ],
)
def test_a_venue_is_found_in_every_spelling(as_staff, places, words, name):
    assert found(as_staff, VENUES, words) == [name]


def test_every_word_must_be_there_and_none_at_all_shows_everything(as_staff, places):
    assert found(as_staff, VENUES, "Bürgerhaus Gröpelingen") == []
    assert len(found(as_staff, VENUES, " , ")) == 2


@pytest.mark.parametrize("words", ["östliche", "ostliche", "OESTLICHE vorstadt", "OST1", "2027"])
def test_a_course_is_found_in_every_spelling(as_staff, make_course, words):
    district = District.objects.get_or_create(name="Östliche Vorstadt", slug="oestliche-vorstadt")[
        0
    ]
    course = make_course("oestliche-vorstadt-2027", district=district, code="OST1")
    make_course("vegesack-2026")
    assert found(as_staff, COURSES, words) == [str(course)]


def test_a_search_asks_one_query_more_than_the_list(as_staff, places, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_staff.get(VENUES)
    with CaptureQueriesContext(
        connection,
    ) as plain:
        as_staff.get(VENUES)
    with django_assert_num_queries(len(plain) + 1):
        as_staff.get(VENUES, {"q": "haus"})
