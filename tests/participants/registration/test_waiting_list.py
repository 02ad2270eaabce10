"""What the worker does for those who wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course
from participants.models import Status
from participants.registration.waiting_list import offer_seats


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
    full, make_course, django_assert_num_queries
):
    for number in range(4):
        make_course(f"kurs-{number}")
    with django_assert_num_queries(1):
        offer_seats(timezone.now())
