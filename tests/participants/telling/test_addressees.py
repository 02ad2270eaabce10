"""Who would get a message to a group and how, and who gets none and why."""

import pytest
from django.utils import timezone

from courses.models import Course
from participants.models import Group, Status
from participants.telling import group_writing
from participants.telling.addressees import addressees
from tests.participants.telling.writing import draft, names, written


def test_before_it_is_sent_all_are_named_by_their_way(course, group):
    found = addressees(course, Group.WITH_PLACE)
    assert [(way, names(people)) for way, people in found.ways] == [
        ("E\N{NON-BREAKING HYPHEN}Mails", ["Ada", "Bo", "Cem", "Dua", "Eva", "Finn"]),
        ("Anrufe", ["Gül", "Hans"]),
        ("Brief", ["Ida"]),
    ]
    assert (found.unreached, found.needs_voice_or_paper) == ([], True)


def test_where_all_have_an_address_nobody_needs_a_call_or_a_letter(course, make_registration, mail):
    make_registration("Ada", contact=mail("Ada"))
    found = addressees(course, Group.WITH_PLACE)
    assert found.in_numbers == (
        "1\N{NO-BREAK SPACE}Mensch: 1\N{NO-BREAK SPACE}E\N{NON-BREAKING HYPHEN}Mail"
    )
    assert [(way, names(people)) for way, people in found.ways] == [
        ("E\N{NON-BREAKING HYPHEN}Mail", ["Ada"])
    ]
    assert found.needs_voice_or_paper is False
    assert addressees(course, Group.WAITING).in_numbers == "niemand"


def test_who_withdrew_or_died_is_named_and_gets_nothing(course, group, staff):
    group["Ada"].withdraw()
    group["Hans"].participant.record_death(timezone.localdate(), staff)
    found = addressees(course, Group.WITH_PLACE)
    assert found.unreached == [("Ada", "abgemeldet"), ("Hans", "verstorben")]
    assert "Ada" not in names(found.reached)
    assert sorted(written(course, draft(), staff)) == [
        *("Bo", "Cem", "Dua", "Eva", "Finn", "Gül", "Ida")
    ]


def test_a_death_that_left_the_place_as_it_was_still_stops_the_message(course, group, staff):
    person = group["Ada"].participant
    type(person).objects.filter(pk=person.pk).update(date_of_death=timezone.localdate())
    assert addressees(course, Group.WITH_PLACE).unreached == [("Ada", "verstorben")]
    assert "Ada" not in written(course, draft(), staff)


def test_the_waiting_are_a_group_of_their_own(small_course, make_registration, mail, staff):
    ada, bo, cem = (
        make_registration(name, course=small_course, contact=mail(name))
        for name in ("Ada", "Bo", "Cem")
    )
    assert list(written(small_course, draft(Group.WAITING), staff)) == ["Bo", "Cem"]
    assert list(written(small_course, draft(), staff)) == ["Ada"]
    cem.withdraw()
    ada.withdraw()
    bo.refresh_from_db()
    assert bo.status == Status.OFFERED
    assert addressees(small_course, Group.WAITING).unreached == [
        ("Bo", "hat gerade ein Angebot für einen Platz"),
        ("Cem", "abgemeldet"),
    ]
    assert addressees(small_course, Group.WITH_PLACE).unreached == [("Ada", "abgemeldet")]
    assert addressees(small_course, Group.WAITING).reached == []
    assert addressees(small_course, Group.WITH_PLACE).reached == []


def test_who_is_still_to_be_decided_on_is_named_with_the_waiting(
    make_course, make_registration, mail
):
    course = make_course("walle-2027", admission="staff")
    make_registration("Ada", course=course, contact=mail("Ada"))
    assert addressees(course, Group.WAITING).unreached == [
        ("Ada", "Anmeldung noch nicht entschieden")
    ]
    assert addressees(course, Group.WITH_PLACE).unreached == []


def test_another_way_for_somebody_is_another_list(course, group):
    seen = addressees(course, Group.WITH_PLACE).digest
    assert addressees(course, Group.WITH_PLACE).digest == seen
    person = group["Ada"].participant
    person.change_contact({"email": "", "phone": "+4930231251"})
    assert addressees(course, Group.WITH_PLACE).digest != seen


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_of_people_takes_the_same_queries_for_one_and_for_many(
    people, course, make_registration, mail, django_assert_num_queries, leader
):
    for number in range(people):
        make_registration(f"Person {number}", contact=mail(f"p{number}"))
        make_registration(f"Fort {number}", contact=mail(f"f{number}")).withdraw()
    course = Course.objects.select_related("district").get(pk=course.pk)
    with django_assert_num_queries(2):
        found = addressees(course, Group.WITH_PLACE)
        assert (len(found.reached), len(found.unreached)) == (people, people)
        group_writing.preview(draft(), found, leader)
