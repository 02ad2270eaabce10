"""Many people at once, in real threads with real connections: what only locks prevent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from correspondence.models import Message
from courses.models import Course, CourseDay, CourseQuerySet
from participants.attendance import marks
from participants.course_changes import day_changes
from participants.models import Attendance, Mark, Registration, Status
from participants.registration.arrival import Application, register
from participants.registration.status import MoveRefused
from participants.registration.waiting_list import expire_offers
from tools.benchmark import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PEOPLE = 20
SEATS = 3
ROUNDS = 3


def at_once(*actions):
    """Run the actions at the same moment, each in a thread of its own, and return what they return.

    A move that is refused returns its exception."""
    start = Barrier(len(actions))

    def act(action):
        try:
            start.wait()
            return action()
        except (MoveRefused, ValidationError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(act, actions))


def registering(course, number):
    """Return an action that registers one person, as one request does: in one transaction."""
    person = {"name": f"Person {number}", "phone": "+49421123456", "channel": "phone"}

    return lambda: register(Course.objects.get(pk=course.pk), Application(person=person))


def on(registration, verb, *args):
    """Return an action that calls a verb on a fresh copy of the registration."""
    return lambda: getattr(Registration.objects.get(pk=registration.pk), verb)(*args)


def statuses(course):
    return list(course.registrations.order_by("sequence").values_list("status", flat=True))


def crowd(make_course, rounds=ROUNDS):
    """Let a crowd run for the seats of some courses; return the number enrolled in each."""
    taken = []
    for number in range(rounds):
        course = make_course(f"gedraenge-{number}", capacity=SEATS)
        at_once(*(registering(course, person) for person in range(PEOPLE)))
        taken.append(course.registrations.seated().count())
    return taken


def test_twenty_people_at_once_get_three_seats_and_a_strict_line(make_course):
    assert crowd(make_course) == [SEATS] * ROUNDS
    for course in Course.objects.all():
        assert statuses(course) == [Status.ENROLLED] * SEATS + [Status.WAITING] * (PEOPLE - SEATS)
        sequences = course.registrations.order_by("sequence").values_list("sequence", flat=True)
        assert list(sequences) == list(range(1, PEOPLE + 1))
        places = [person.place_in_line() for person in course.registrations.waiting_line()]
        assert places == list(range(1, PEOPLE - SEATS + 1))


def test_without_the_lock_the_same_crowd_overbooks(make_course, monkeypatch):
    """The control: it shows that the test above would notice if the lock were gone."""
    monkeypatch.setattr(CourseQuerySet, "locked", lambda rows, pk: rows.get(pk=pk))
    monkeypatch.setattr(Registration, "draw_sequence", draw_any_sequence)
    assert max(crowd(make_course)) > SEATS


def test_two_hundred_people_at_once_get_three_seats_and_a_strict_line(make_course):
    course = make_course("andrang", capacity=race.SEATS)
    race.at_once([race.registering(course, 1) for _ in range(200)])
    assert race.outcome(course) == {
        "enrolled": 3,
        "waiting": 197,
        "strict": True,
        "units": 197,
    }


def test_a_hundred_pairs_at_once_get_two_seats_and_stay_together(make_course):
    course = make_course("andrang", capacity=race.SEATS)
    race.at_once([race.registering(course, 2) for _ in range(100)])
    assert race.outcome(course) == {
        "enrolled": 2,
        "waiting": 198,
        "strict": True,
        "units": 99,
    }


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_who_say_yes_at_once_are_enrolled_together(attempt, make_course):
    course = make_course(capacity=2)
    for _ in range(2):
        race.registering(course, 2)()
    *first, eva, finn = course.registrations.order_by("sequence")
    for one in first:
        one.withdraw()
    assert at_once(on(eva, "accept"), on(finn, "accept")) == [None, None]
    assert statuses(course)[2:] == [Status.ENROLLED] * 2


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_yes_and_a_no_at_once_never_enrol_one_who_is_tied(attempt, make_course):
    course = make_course(capacity=2)
    for _ in range(2):
        race.registering(course, 2)()
    *first, eva, finn = course.registrations.order_by("sequence")
    for one in first:
        one.withdraw()
    at_once(on(eva, "accept"), on(finn, "decline"))
    eva.refresh_from_db()
    assert statuses(course)[3] == Status.DECLINED_OFFER
    assert (eva.party, eva.status in (Status.OFFERED, Status.ENROLLED)) == (None, True)


def draw_any_sequence(registration):
    """Number registrations so that their unique numbers cannot take the place of the lock."""
    registration.sequence = int(registration.participant_id)
    registration.reference = f"{registration.course.code}-{registration.sequence}"


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_an_offer_accepted_as_it_expires_becomes_one_of_both(attempt, make_course):
    course = make_course(capacity=1)
    for number in range(3):
        registering(course, number)()
    first, second, third = course.registrations.order_by("sequence")
    first.withdraw()
    reached = Registration.objects.get(pk=second.pk)
    reached.begin_deadline()
    late = reached.offer_ends_at + timedelta(seconds=1)
    accepted, expired = at_once(on(second, "accept"), lambda: expire_offers(late))
    if accepted is None:
        assert (expired, statuses(course)[1:]) == (0, [Status.ENROLLED, Status.WAITING])
    else:
        assert (expired, statuses(course)[1:]) == (1, [Status.EXPIRED, Status.OFFERED])
    assert Registration.objects.get(pk=third.pk).status_changes.count() == 1 + expired


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_who_withdraw_at_once_free_two_seats_exactly_once(attempt, make_course):
    course = make_course(capacity=2)
    for number in range(5):
        registering(course, number)()
    first, second, *waiting = course.registrations.order_by("sequence")
    at_once(on(first, "withdraw"), on(second, "withdraw"))
    assert statuses(course) == [
        Status.WITHDRAWN,
        Status.WITHDRAWN,
        Status.OFFERED,
        Status.OFFERED,
        Status.WAITING,
    ]
    assert [person.status_changes.count() for person in waiting] == [2, 2, 1]


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_who_withdraws_twice_at_once_frees_one_seat(attempt, make_course):
    course = make_course(capacity=1)
    for number in range(3):
        registering(course, number)()
    first = course.registrations.order_by("sequence").first()
    answers = at_once(on(first, "withdraw"), on(first, "withdraw"))
    assert sorted(type(answer).__name__ for answer in answers) == ["MoveRefused", "NoneType"]
    assert statuses(course) == [Status.WITHDRAWN, Status.OFFERED, Status.WAITING]


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_leaders_at_once_do_not_overwrite_each_other(
    attempt, past_course, make_registration, leader, other_leader
):
    ada = make_registration("Ada", course=past_course)
    day = CourseDay.objects.of_course(past_course).first()

    def noting(mark, by):
        mine = CourseDay.objects.get(pk=day.pk)
        return lambda: marks.enter_marks(mine, {ada: mark}, by, shown={ada: None})

    answers = at_once(noting(Mark.PRESENT, leader), noting(Mark.ABSENT, other_leader))
    stored = Attendance.objects.get().mark
    assert answers in ([{}, {ada: stored}], [{ada: stored}, {}])


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_day_that_two_cancel_at_once_is_told_once(attempt, course, make_registration):
    make_registration("Ada")
    day = course.days()[0]

    def cancelling():
        mine = CourseDay.objects.select_related("block").get(pk=day.pk)
        return lambda: day_changes.cancel(mine)

    assert sorted(at_once(cancelling(), cancelling())) == [0, 1]
    assert Message.objects.filter(occasion="day_cancelled").count() == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_mark_and_a_withdrawal_at_once_leave_one_truth(
    attempt, past_course, make_registration, leader
):
    ada = make_registration("Ada", course=past_course)
    day = past_course.days()[0]
    marked, _ = at_once(
        lambda: marks.enter_marks(day, {ada: Mark.PRESENT}, leader), on(ada, "withdraw")
    )
    assert statuses(past_course) == [Status.WITHDRAWN]
    assert Attendance.objects.count() == (0 if isinstance(marked, Exception) else 1)
