"""Whose answer counts for whom: companions are asked for while they are undecided, and cheaply."""

import pytest

from participants.models import Registration, StatusChange
from participants.registration.party import tie
from participants.registration.status import MoveRefused
from tests.participants.registration.companions import come, fresh


def test_companions_stand_in_the_order_of_their_arrival_with_name_and_course(
    walle, django_assert_num_queries
):
    come(walle, "Ada", "Bo")
    trio = come(walle, "Cem", "Dua", "Eva")
    (eva,) = fresh(trio[2])
    course = eva.course
    with django_assert_num_queries(1):
        found = [(one.participant.name, one.course) for one in eva.companions()]
    assert found == [("Cem", course), ("Dua", course)]


def test_who_asked_again_stands_behind_the_companions_who_stayed(make_course, staff):
    walle = make_course("walle-2027", capacity=3)
    come(walle, "Ada", "Bo", "Finn")
    cem, dua, eva = (come(walle, name)[0] for name in ("Cem", "Dua", "Eva"))
    cem.withdraw()
    cem.wait_again(staff)
    tie([cem, dua, eva], staff, "Sie kommen zu dritt.")
    assert fresh(dua)[0].companions() == [eva, cem]


def test_a_tie_is_written_down_in_the_order_of_the_line_whoever_is_named_first(walle, staff):
    come(walle, "Ada", "Bo")
    (dua,), (eva,) = come(walle, "Dua"), come(walle, "Eva")
    tie([eva, dua], staff, "Sie sind ein Haushalt.")
    last = StatusChange.objects.order_by("pk")[4:]
    assert [(one.registration, one.by, one.why) for one in last] == [
        (person, staff, "nur gemeinsam: Sie sind ein Haushalt.") for person in (dua, eva)
    ]
    assert len({one.party for one in fresh(dua, eva)}) == 1


def test_who_waits_awaits_nobodys_answer(walle):
    come(walle, "Ada", "Bo")
    eva, _finn = come(walle, "Eva", "Finn")
    (eva,) = fresh(eva)
    assert ([one.participant.name for one in eva.companions()], eva.awaited()) == (["Finn"], [])
    assert eva.waits_for_companion is False


def test_whoever_is_enrolled_asks_for_no_companion(walle, django_assert_num_queries):
    ada, _bo = come(walle, "Ada", "Bo")
    (ada,) = fresh(ada)
    with django_assert_num_queries(0):
        assert (ada.companions(), ada.awaited()) == ([], [])


@pytest.fixture
def asked(walle):
    """Eva, who was offered a seat together with Finn."""
    first, pair = come(walle, "Ada", "Bo"), come(walle, "Eva", "Finn")
    for one in first:
        one.withdraw()
    return fresh(pair[0])[0]


def test_a_second_yes_changes_nothing(asked):
    asked.accept()
    (said,) = fresh(asked)
    said.accept()
    (again,) = fresh(asked)
    assert again.accepted_at == said.accepted_at
    changes = asked.status_changes.filter(why__startswith="sagt Ja")
    assert [change.why for change in changes] == ["sagt Ja; es fehlt noch eine Antwort"]


def test_no_more_people_are_tied_than_the_course_has_seats(walle, staff):
    come(walle, "Ada", "Bo")
    three = [come(walle, name)[0] for name in ("Cem", "Dua", "Eva")]
    with pytest.raises(MoveRefused, match="So viele Plätze"):
        tie(three, staff, "Freunde")
    tie(three[:2], staff, "Freunde")
    assert Registration.objects.exclude(party=None).count() == 4


def test_only_people_of_one_status_are_tied(walle, staff):
    (ada,), _bo, (cem,) = come(walle, "Ada"), come(walle, "Bo"), come(walle, "Cem")
    with pytest.raises(MoveRefused, match="alle warten oder alle eingegangen"):
        tie([ada, cem], staff, "Freunde")
    with pytest.raises(MoveRefused, match="alle warten oder alle eingegangen"):
        tie([cem], staff, "Freunde")
    with pytest.raises(MoveRefused, match="denselben Kurs"):
        tie([], staff, "Freunde")


def test_nobody_is_tied_without_a_reason(walle, staff):
    come(walle, "Ada", "Bo")
    (cem,), (dua,) = come(walle, "Cem"), come(walle, "Dua")
    with pytest.raises(MoveRefused, match="warum"):
        tie([cem, dua], staff, "")
    assert [one.party for one in fresh(cem, dua)] == [None, None]
