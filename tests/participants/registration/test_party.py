"""People who take part only together: one unit in line, and one moment of being enrolled."""

import pytest
from django.utils import timezone

from biq.residents.home_page import course_lists, version_and_seats
from correspondence.models import Message
from courses.models import Course
from participants.attendance import marks
from participants.course_changes import completion
from participants.models import ConsentKind, Mark, Registration, Status
from participants.public.seat_counts import seat_counts
from participants.registration.party import tie
from participants.registration.status import MoveRefused
from participants.registration.waiting_list import offer_seats
from tests.participants.registration.companions import come, fresh, statuses, told

W, O, E, R = Status.WAITING, Status.OFFERED, Status.ENROLLED, Status.RECEIVED  # noqa: E741
CHILD = {"under_age": True, "guardian_name": "Pat"}


def pinned_up():
    """Return the line of the only course as the home page has it."""
    _, seats = version_and_seats()
    (card,) = course_lists(timezone.localdate(), seats).open
    return card.line


def test_a_pair_gets_two_seats_or_waits_together(walle):
    assert statuses(*come(walle, "Ada", "Bo")) == [E, E]
    walle.capacity = 3
    walle.save()
    assert statuses(*come(walle, "Cem", "Dua")) == [W, W]


def test_a_lone_seat_goes_to_the_first_unit_that_fits_and_the_pair_keeps_its_rank(walle):
    ada, bo = come(walle, "Ada") + come(walle, "Bo")
    pair, (cem,) = come(walle, "Eva", "Finn"), come(walle, "Cem")
    ada.withdraw()
    assert statuses(*pair, cem) == [W, W, O]
    assert [one.place_in_line() for one in fresh(*pair)] == [1, 1]
    fresh(cem)[0].decline()
    assert statuses(*pair) == [W, W]
    bo.withdraw()
    assert statuses(*pair) == [O, O]


def test_a_newcomer_takes_a_lone_seat_that_nobody_in_line_can_use(walle):
    come(walle, "Ada")
    pair = come(walle, "Eva", "Finn")
    assert seat_counts(walle.slug).line(walle).has_seat_for_newcomer is True
    assert pinned_up().has_seat_for_newcomer is True
    assert statuses(*pair, *come(walle, "Cem")) == [W, W, E]
    assert seat_counts(walle.slug).line(walle).has_seat_for_newcomer is False
    assert pinned_up().has_seat_for_newcomer is False


def test_a_newcomer_passes_nobody_whom_the_free_seats_are_enough_for(walle):
    come(walle, "Ada", "Bo")
    come(walle, "Eva", "Finn")
    Course.objects.filter(pk=walle.pk).update(capacity=4)
    line = Registration.objects.line(Course.objects.get(pk=walle.pk))
    assert (line.free, line.smallest, line.has_seats_for(1), line.has_seats_for(2)) == (
        2,
        2,
        False,
        False,
    )
    assert statuses(*come(walle, "Cem")) == [W]


def test_the_place_says_how_many_people_stand_ahead(walle):
    come(walle, "Ada", "Bo")
    units = [come(walle, "Cem"), come(walle, "Dua", "Eva"), come(walle, "Finn")]
    people = [one for unit in units for one in unit]
    assert [one.place_in_line() for one in people] == [1, 2, 2, 4]
    assert list(walle.registrations.waiting_line()) == people


def test_a_party_stands_where_its_best_member_stands(walle, staff):
    come(walle, "Ada", "Bo")
    (cem,), (dua,), (eva,) = come(walle, "Cem"), come(walle, "Dua"), come(walle, "Eva")
    tie([eva, cem], staff, "Sie sind ein Paar.")
    assert list(walle.registrations.waiting_line()) == [cem, eva, dua]
    assert [one.place_in_line() for one in fresh(cem, eva, dua)] == [1, 1, 3]


def test_while_waiting_whoever_unties_may_take_a_lone_seat(walle):
    ada, _ = come(walle, "Ada") + come(walle, "Bo")
    eva, finn = come(walle, "Eva", "Finn")
    ada.withdraw()
    finn.untie()
    assert statuses(eva, finn) == [O, W]
    assert told(eva) == ["waiting", "parted", "offered"]
    with pytest.raises(MoveRefused, match="für sich allein"):
        finn.untie()


def test_when_one_of_a_waiting_pair_withdraws_the_other_is_untied_and_fits(walle):
    ada, _ = come(walle, "Ada") + come(walle, "Bo")
    eva, finn = come(walle, "Eva", "Finn")
    ada.withdraw()
    eva.withdraw()
    assert statuses(eva, finn) == [Status.WITHDRAWN, O]
    assert fresh(finn)[0].party is None


def test_a_pair_with_a_minor_is_received_until_a_guardian_agrees(walle, staff):
    kim, pat = come(walle, "Kim", "Pat", Kim=CHILD)
    assert statuses(kim, pat) == [R, R]
    with pytest.raises(MoveRefused, match="Sorgeberechtigten"):
        pat.decide(staff)
    kim.consents.create(participant=kim.participant, kind=ConsentKind.GUARDIAN, channel="paper")
    pat.decide(staff)
    assert statuses(kim, pat) == [E, E]


def test_without_the_minor_the_other_need_not_be_decided_on(walle):
    kim, pat = come(walle, "Kim", "Pat", Kim=CHILD)
    kim.withdraw()
    assert statuses(kim, pat) == [Status.WITHDRAWN, E]


def test_nobody_accepts_for_a_pair_that_is_still_received(walle):
    _, pat = come(walle, "Kim", "Pat", Kim=CHILD)
    with pytest.raises(MoveRefused, match="eingegangen"):
        pat.accept()


def test_staff_decide_on_both_at_once(make_course, staff):
    course = make_course("walle-2027", capacity=1, admission="staff")
    eva, finn = come(course, "Eva", "Finn")
    eva.decide(staff)
    assert statuses(eva, finn) == [W, W]


def test_staff_put_a_whole_party_in_front_with_a_reason(walle, staff):
    come(walle, "Ada", "Bo")
    (cem,), (dua, eva) = come(walle, "Cem"), come(walle, "Dua", "Eva")
    with pytest.raises(MoveRefused, match="warum"):
        eva.put_in_front(staff, "")
    eva.put_in_front(staff, "wurde übersehen")
    assert list(walle.registrations.waiting_line()) == [dua, eva, cem]
    cem.put_in_front(staff, "noch früher übersehen")
    assert list(walle.registrations.waiting_line()) == [cem, dua, eva]
    assert [one.place_in_line() for one in fresh(cem, dua, eva)] == [1, 2, 2]
    last = dua.status_changes.last()
    assert (last.by, last.why) == (staff, "nach vorn gesetzt: wurde übersehen")


def test_only_who_waits_is_put_in_front(walle, staff):
    (ada,) = come(walle, "Ada")
    with pytest.raises(MoveRefused, match="angemeldet"):
        ada.put_in_front(staff, "Grund")


def test_who_asks_again_stands_at_the_end_without_old_favours_or_ties(walle, staff):
    come(walle, "Ada", "Bo")
    (cem,), (dua, eva) = come(walle, "Cem"), come(walle, "Dua", "Eva")
    dua.put_in_front(staff, "übersehen")
    dua.withdraw()
    dua.wait_again(staff)
    assert (dua.party, dua.preferred_at) == (None, None)
    assert list(walle.registrations.waiting_line()) == [eva, cem, dua]


@pytest.mark.parametrize("why", ["", "Grund"])
def test_only_people_who_wait_for_one_course_are_tied(walle, course, staff, why):
    (ada,), (other,) = come(walle, "Ada"), come(course, "Bo")
    for people in ([ada], [ada, other], [ada, *come(walle, "Cem")]):
        with pytest.raises(MoveRefused):
            tie(people, staff, why)
    assert fresh(ada)[0].party is None


def test_more_seats_are_offered_to_the_units_that_fit(walle):
    come(walle, "Ada", "Bo")
    trio, pair = come(walle, "Cem", "Dua", "Eva"), come(walle, "Finn", "Gül")
    Course.objects.filter(pk=walle.pk).update(capacity=4)
    offer_seats(timezone.now())
    assert statuses(*trio, *pair) == [W, W, W, O, O]


def test_the_queries_of_a_registration_do_not_grow_by_the_line(walle, django_assert_num_queries):
    come(walle, "Ada", "Bo")
    with django_assert_num_queries(1):
        Registration.objects.line(walle)
    come(walle, "Cem", "Dua")
    with django_assert_num_queries(1):
        Registration.objects.line(walle)
    with django_assert_num_queries(1):
        seat_counts(walle.slug)


def test_when_the_course_is_completed_nobody_waits_for_ever(past_course, leader):
    past_course.capacity = 2
    past_course.save()
    first, pair, last = (come(past_course, *names) for names in (["A", "B"], ["C", "D"], ["E"]))
    past_course.registrations.filter(pk=last[0].pk).update(status=Status.RECEIVED)
    for day in past_course.days():
        marks.enter_marks(day, dict.fromkeys(first, Mark.PRESENT), leader)
    completion.complete(past_course, leader)
    assert statuses(*first) == [Status.COMPLETED] * 2
    assert statuses(*pair, *last) == [Status.UNPLACED] * 3
    told = Message.objects.filter(occasion="registration_unplaced").order_by("pk")
    assert {one.reference for one in told} == {one.reference for one in (*pair, *last)}
