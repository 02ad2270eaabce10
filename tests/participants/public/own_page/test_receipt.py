"""The receipt of several people: where each of them stands, and the way to each own page."""

from uuid import uuid4

import pytest

from participants.models import Registration


@pytest.fixture
def three(small_course, make_registration):
    """Three people of whom the first has the only seat."""
    return [make_registration(name, course=small_course) for name in ("Ada", "<b>Bo</b>", "Cem")]


def address(*registrations):
    return f"/danke/{'.'.join(one.token for one in registrations)}/"


def test_it_names_everybody_with_state_number_and_own_page(client, three):
    page = client.get(address(*three)).content.decode()
    assert [page.count(one.reference) for one in three] == [1, 1, 1]
    assert [page.count(f'href="{one.get_absolute_url()}"') for one in three] == [1, 1, 1]
    assert page.count("Sie haben einen Platz im Kurs.") == 1
    assert page.count("Sie stehen auf der Warteliste.") == 2
    assert (page.count("<b>Bo</b>"), page.count("<bdi>&lt;b&gt;Bo&lt;/b&gt;</bdi>")) == (0, 1)


def test_people_stand_in_the_order_of_the_link(client, three):
    page = client.get(address(*three[::-1])).content.decode()
    places = [page.index(one.reference) for one in three]
    assert places == sorted(places, reverse=True)


def test_one_unknown_person_and_nothing_is_shown(client, three):
    ada, bo, _ = three
    unknown = [
        f"/danke/{ada.token}.erraten/",
        f"/danke/{ada.token}.{ada.token}/",
        f"/danke/{ada.token}..{bo.token}/",
        f"/danke/{ada.token[:-1]}.{bo.token}/",
        "/danke/./",
        f"/danke/{'.'.join(['x'] * 900)}/",
    ]
    assert [client.get(link).status_code for link in unknown] == [404] * 6


def test_it_is_kept_by_nobody(client, three):
    response = client.get(address(*three))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post(address(*three)).status_code == 405


def test_it_says_whether_they_only_take_part_together(client, course, couple):
    said = []
    for wish in ({}, {"together": "on"}):
        form = couple | wish | {"key": str(uuid4())}
        receipt = client.post("/kurse/hemelingen-2027/anmelden/absenden/", form)["Location"]
        page = client.get(receipt).content.decode()
        said.append(page.count("Sie möchten nur gemeinsam teilnehmen."))
    assert (said, Registration.objects.count()) == ([0, 1], 4)


def test_enrolled_people_cost_one_query_and_their_course_another(
    client, course, make_registration, django_assert_num_queries
):
    people = [make_registration(f"Mensch {number}") for number in range(6)]
    for some in (people[:2], people):
        with django_assert_num_queries(2):
            client.get(address(*some))
