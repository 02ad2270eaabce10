"""The waiting list of a course: who stands where, and how it came to be so."""

import pytest

from participants.registration.party import tie

QUERIES = 7


@pytest.fixture
def waiting(small_course, make_registration):
    """Return the three who wait, behind one who has the seat."""
    names = ["Erste Person", "Ada Beispiel", "Bea Beispiel", "Cem Beispiel"]
    return [make_registration(name, course=small_course) for name in names][1:]


@pytest.fixture
def look(as_staff, small_course):
    """Return a function that opens the page, at a step of the replay if need be."""
    address = f"/verwaltung/kurse/{small_course.slug}/warteliste/"
    return lambda step="": as_staff.get(f"{address}?schritt={step}").context


def names_of(units):
    return [(unit.place, [one.participant.name for one in unit.people]) for unit in units]


def test_the_line_stands_in_its_order(look, waiting):
    assert names_of(look()["units"]) == [
        (1, ["Ada Beispiel"]),
        (2, ["Bea Beispiel"]),
        (3, ["Cem Beispiel"]),
    ]


def test_who_belongs_together_stands_together(look, waiting, small_course, staff):
    small_course.capacity = 2
    small_course.save()
    ada, _, cem = waiting
    tie([ada, cem], staff, "Ehepaar")
    units = look()["units"]
    assert names_of(units) == [(1, ["Ada Beispiel", "Cem Beispiel"]), (3, ["Bea Beispiel"])]
    assert [unit.is_party for unit in units] == [True, False]


def test_who_was_put_in_front_stands_first_and_the_page_says_so(look, waiting, staff):
    waiting[2].put_in_front(staff, "Zusage vom Mai")
    first = look()["units"][0]
    assert (first.people, first.is_in_front) == ([waiting[2]], True)


def test_the_replay_goes_one_change_at_a_time(look, waiting, staff):
    waiting[2].put_in_front(staff, "Zusage vom Mai")
    last = look()["step"]
    assert (last.number, last.total, last.previous, last.next) == (5, 5, 4, None)
    assert (last.change.why, last.change.by) == ("nach vorn gesetzt: Zusage vom Mai", staff)
    before = look(4)["step"]
    assert names_of(before.units) == [
        (1, ["Ada Beispiel"]),
        (2, ["Bea Beispiel"]),
        (3, ["Cem Beispiel"]),
    ]
    first = look(1)["step"]
    assert [one.participant.name for one in first.enrolled] == ["Erste Person"]
    assert (first.units, first.previous, first.next) == ([], None, 2)


@pytest.mark.parametrize(("typed", "number"), [("0", 1), ("99", 4), ("x", 4), ("9" * 30, 4)])
def test_a_step_that_does_not_exist_leads_to_one_that_does(look, waiting, typed, number):
    assert look(typed)["step"].number == number


def test_a_course_without_anybody_says_so(as_staff, small_course):
    page = as_staff.get(f"/verwaltung/kurse/{small_course.slug}/warteliste/")
    assert "Zurzeit wartet niemand." in page.content.decode()
    assert page.context["step"] is None


def test_a_short_line_and_a_long_one_cost_the_same_queries(
    as_staff, small_course, waiting, make_registration, django_assert_num_queries
):
    address = f"/verwaltung/kurse/{small_course.slug}/warteliste/"
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}", course=small_course)
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)


def test_only_the_first_of_a_very_long_line_are_shown(look, waiting, monkeypatch):
    monkeypatch.setattr("participants.staff.waiting_list.MOST", 2)
    shown = look()
    assert [unit.place for unit in shown["units"]] == [1, 2]
    assert shown["is_capped"] is True


def test_a_line_that_fits_is_shown_whole(look, waiting, monkeypatch):
    monkeypatch.setattr("participants.staff.waiting_list.MOST", 3)
    assert (len(look()["units"]), look()["is_capped"]) == (3, False)


def test_the_replay_shows_offers_and_the_places_of_those_behind(look, waiting, small_course):
    small_course.registrations.get(participant__name="Erste Person").withdraw()
    last = look()["step"]
    assert [one.participant.name for one in last.offered] == ["Ada Beispiel"]
    assert last.enrolled == []
    assert names_of(last.units) == [(1, ["Bea Beispiel"]), (2, ["Cem Beispiel"])]
