"""The lists of the people of a course."""

import pytest

from biq.staff.cockpit_list import CockpitList, count_by_status, waiting_line, with_money
from participants import ledger
from participants.models import Registration, Status


@pytest.fixture
def show(small_course):
    def make(tab="", page=1):
        return CockpitList(small_course, count_by_status(small_course), tab, page)

    return make


def names(people):
    return [row.person.name for row in people.rows]


def test_the_seats_are_those_who_have_one_or_are_offered_one(make_course, make_registration):
    course = make_course("vier-2027", capacity=3)
    registrations = [make_registration(f"Person {number}", course=course) for number in range(5)]
    states = ("enrolled", "offered", "waiting", "withdrawn", "received")
    for registration, status in zip(registrations, states, strict=True):
        Registration.objects.filter(pk=registration.pk).update(status=status)
    counts = count_by_status(course)
    assert (counts.taken, counts.waiting, counts.free, counts.total) == (2, 1, 1, 5)
    assert counts.is_capped is False


def test_more_seats_taken_than_there_are_leave_none_free(small_course, make_registration):
    make_registration("Ada", course=small_course)
    small_course.capacity = 0
    assert count_by_status(small_course).free == 0


def test_while_nobody_is_in_the_course_the_first_list_with_somebody_is_shown(
    show, small_course, make_registration
):
    assert show().tab.slug == "dabei"
    make_registration("Ada", course=small_course).withdraw()
    assert (show().tab.slug, names(show())) == ("fort", ["Ada"])


def test_who_is_in_the_course_stands_there_by_name(show, small_course, make_registration):
    small_course.capacity = 3
    small_course.save()
    for name in ("Cem Beta", "Ada Zeta", "Ömer Alpha"):
        make_registration(name, course=small_course)
    assert names(show()) == ["Ömer Alpha", "Cem Beta", "Ada Zeta"]


def test_who_is_gone_stands_there_with_the_last_first(show, small_course, make_registration):
    for name in ("Ada", "Bea", "Cem"):
        make_registration(name, course=small_course).withdraw()
    assert names(show("fort")) == ["Cem", "Bea", "Ada"]


def test_everybody_is_on_exactly_one_list_besides_that_of_all(show):
    *lists, everybody = [tab.statuses for tab, _number, _chosen in show().tabs]
    assert sorted(status for statuses in lists for status in statuses) == sorted(Status)
    assert sorted(everybody) == sorted(Status)


def test_a_line_says_what_is_due_and_what_was_wished(course, make_registration):
    wishing = make_registration("Ada", wants_reduction=True)
    make_registration("Bea")
    ledger.agree(wishing, ledger.FeeDecision.FULL)
    rows = {row.participant.name: (row.due, row.wish) for row in with_money(course.registrations)}
    assert rows == {"Ada": (50, "full"), "Bea": (50, None)}


def test_a_wish_is_to_be_decided_until_it_is(course, make_registration):
    registration = make_registration("Ada", wants_reduction=True)

    def wishes():
        people = CockpitList(course, count_by_status(course))
        return [row.wants_reduction for row in people.rows]

    assert wishes() == [True]
    ledger.agree(registration, ledger.FeeDecision.FULL)
    assert wishes() == [False]


def test_the_first_ten_of_the_line_are_shown(small_course, make_registration):
    for number in range(12):
        make_registration(f"Person {number:02}", course=small_course)
    waiting = [row.participant.name for row in waiting_line(small_course)]
    assert waiting == [f"Person {number:02}" for number in range(1, 11)]
