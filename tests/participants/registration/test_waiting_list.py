"""What the worker does for those who wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course
from participants.models import Registration, Status
from participants.registration.status import MoveRefused
from participants.registration.waiting_list import expire_offers, offer_seats


@pytest.fixture
def full(small_course, make_registration):
    """A course with one seat that Ada has; Bea and Cem wait."""
    for name in ("Ada", "Bea", "Cem"):
        make_registration(name, course=small_course)
    return small_course


def statuses(course):
    return list(course.registrations.order_by("sequence").values_list("status", flat=True))


def raise_capacity(course, seats):
    Course.objects.filter(pk=course.pk).update(capacity=seats)


def test_more_seats_go_to_those_who_wait_in_their_order(full):
    offer_seats(timezone.now())
    assert statuses(full) == [Status.ENROLLED, Status.WAITING, Status.WAITING]
    raise_capacity(full, 2)
    for _ in range(2):
        offer_seats(timezone.now())
        assert statuses(full) == [Status.ENROLLED, Status.OFFERED, Status.WAITING]


def test_once_the_first_block_is_over_nobody_is_offered_a_seat(full):
    raise_capacity(full, 3)
    offer_seats(timezone.now() + timedelta(weeks=5))
    assert statuses(full) == [Status.ENROLLED, Status.WAITING, Status.WAITING]


def test_a_course_that_is_not_public_offers_no_seat(full):
    raise_capacity(full, 3)
    Course.objects.filter(pk=full.pk).update(status="cancelled")
    offer_seats(timezone.now())
    assert statuses(full) == [Status.ENROLLED, Status.WAITING, Status.WAITING]


def test_looking_costs_one_query_however_many_courses_there_are(
    full, make_course, make_registration, django_assert_num_queries
):
    for number in range(3):
        make_registration(f"Person {number}", course=make_course(f"kurs-{number}"))
    cancelled = make_course("kurs-4", capacity=1)
    for name in ("Dua", "Eva"):
        make_registration(name, course=cancelled)
    Course.objects.filter(pk=cancelled.pk).update(capacity=2, status="cancelled")
    with django_assert_num_queries(1):
        offer_seats(timezone.now())


@pytest.fixture
def offered(full, make_registration):
    """Bea, who was offered the seat of Ada and has time to answer."""
    ada, bea, _cem = full.registrations.order_by("sequence")
    bea.participant.note_email_confirmed()
    ada.withdraw()
    bea.refresh_from_db()
    return bea


def test_an_offer_ends_with_its_last_moment_and_costs_nothing_before(
    offered, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert expire_offers(offered.offer_ends_at - timedelta(seconds=1)) == 0
    assert expire_offers(offered.offer_ends_at) == 1
    with django_assert_num_queries(1):
        assert expire_offers(offered.offer_ends_at) == 0


def test_who_said_yes_and_waits_for_a_companion_is_not_looked_at_again(
    offered, django_assert_num_queries
):
    Registration.objects.filter(pk=offered.pk).update(accepted_at=timezone.now())
    with django_assert_num_queries(1):
        assert expire_offers(offered.offer_ends_at) == 0


def test_what_is_left_of_the_time_of_an_old_offer_ends_nothing(offered, django_assert_num_queries):
    Registration.objects.filter(pk=offered.pk).update(status=Status.ENROLLED)
    with django_assert_num_queries(1):
        assert expire_offers(offered.offer_ends_at) == 0


def test_an_answer_in_the_very_moment_is_no_end_and_stops_no_other(offered, monkeypatch):
    def answered(_registration, _now):
        raise MoveRefused("angemeldet")

    monkeypatch.setattr(Registration, "expire", answered)
    assert expire_offers(offered.offer_ends_at) == 0
