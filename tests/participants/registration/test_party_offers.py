"""Two seats offered to people who only come together: yes, no, and the time that goes by."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course
from participants.attendance import marks
from participants.course_changes import cancellation, completion
from participants.models import Mark, Registration, Status
from participants.registration.waiting_list import expire_offers
from tests.participants.registration.companions import come, fresh, statuses, told

W, O, E, R = Status.WAITING, Status.OFFERED, Status.ENROLLED, Status.RECEIVED  # noqa: E741


@pytest.fixture
def offered(walle):
    """A pair that was offered both seats of the course."""
    first = come(walle, "Ada", "Bo")
    pair = come(walle, "Eva", "Finn")
    for one in first:
        one.withdraw()
    return fresh(*pair)


def test_the_last_yes_enrols_both(offered):
    eva, finn = offered
    eva.accept()
    assert (statuses(*offered), eva.waits_for_companion, eva.awaited()) == ([O, O], True, [finn])
    eva.accept()
    assert eva.balance() == 0
    finn.accept()
    assert statuses(*offered) == [E, E]
    assert [one.balance() for one in offered] == [finn.course.fee] * 2
    assert fresh(eva)[0].companions() == []


def test_when_one_declines_the_other_is_offered_a_seat_of_their_own(offered):
    eva, finn = offered
    eva.accept()
    finn.decline()
    (eva,) = fresh(eva)
    assert (statuses(eva, finn), eva.party, eva.accepted_at) == (
        [O, Status.DECLINED_OFFER],
        None,
        None,
    )
    assert told(eva) == ["waiting", "offered", "parted", "offered"]


def test_who_stays_without_a_seat_keeps_number_and_arrival(walle, offered):
    eva, finn = offered
    before = (eva.sequence, eva.arrived_at)
    Course.objects.filter(pk=walle.pk).update(capacity=1)
    finn.decline()
    (eva,) = fresh(eva)
    assert (eva.status, eva.sequence, eva.arrived_at) == (O, *before)
    eva.decline()
    assert statuses(eva, finn) == [Status.DECLINED_OFFER] * 2


def test_three_of_whom_one_leaves_stay_together(make_course):
    course = make_course("walle-2027", capacity=3)
    first, trio = come(course, "Ada", "Bo", "Cem"), come(course, "Dua", "Eva", "Finn")
    for one in first:
        one.withdraw()
    dua, eva, finn = fresh(*trio)
    dua.withdraw()
    assert statuses(eva, finn) == [O, O]
    eva, finn = fresh(eva, finn)
    assert (eva.companions(), eva.party == finn.party) == ([finn], True)


def test_an_offer_is_over_when_nobody_who_is_awaited_has_time_left(offered):
    eva, finn = offered
    Registration.objects.filter(pk=finn.pk).update(offer_ends_at=None)
    late = eva.offer_ends_at + timedelta(seconds=1)
    assert expire_offers(late) == 0
    Registration.objects.filter(pk=finn.pk).update(offer_ends_at=late)
    assert expire_offers(late) == 2
    assert statuses(*offered) == [Status.EXPIRED] * 2


def test_who_said_yes_is_not_ended_with_who_did_not_answer(offered):
    eva, finn = offered
    eva.accept()
    assert expire_offers(finn.offer_ends_at) == 1
    assert statuses(eva, finn) == [O, Status.EXPIRED]
    assert told(eva)[-2:] == ["parted", "offered"]


def test_who_no_longer_waits_for_the_other_is_enrolled_by_their_yes(offered):
    eva, finn = offered
    eva.accept()
    eva.untie()
    eva, finn = fresh(eva, finn)
    assert ([eva.status, finn.status], eva.party, finn.party) == ([E, O], None, None)
    assert finn.offer_ends_at is not None


def test_when_one_dies_the_other_stays_in_line(offered, staff):
    eva, finn = offered
    finn.participant.record_death(timezone.localdate(), staff)
    assert statuses(eva, finn) == [O, Status.WITHDRAWN]


def test_a_cancelled_course_leaves_nobody_behind(walle, offered, staff):
    offered[0].accept()
    cancellation.cancel(walle, staff, "Zu wenige")
    assert statuses(*offered) == [Status.COURSE_CANCELLED] * 2


def test_staff_end_the_offer_of_one_and_the_other_gets_their_own(offered, staff):
    eva, finn = offered
    Registration.objects.filter(pk=finn.pk).update(offer_ends_at=None)
    finn.end_offer(staff, "nie erreicht")
    assert statuses(eva, finn) == [O, Status.EXPIRED]


def test_when_the_course_is_completed_all_open_offers_end(past_course, leader):
    past_course.capacity = 2
    past_course.save()
    first, pair = come(past_course, "Ada", "Bo"), come(past_course, "Eva", "Finn")
    past_course.registrations.filter(pk__in=[one.pk for one in pair]).update(status=O)
    fresh(*pair)[0].accept()
    for day in past_course.days():
        marks.enter_marks(day, dict.fromkeys(first, Mark.PRESENT), leader)
    completion.complete(past_course, leader)
    assert statuses(*first, *pair) == [Status.COMPLETED] * 2 + [Status.EXPIRED] * 2
