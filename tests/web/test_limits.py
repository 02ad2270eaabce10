from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from web import limits
from web.limits import (
    Attempt,
    Limit,
    LimitReached,
    SenderLimits,
    Tally,
    clear_tallies,
    count_attempts,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = Limit("test hour", 3, timedelta(hours=1)), Limit("test day", 5, timedelta(days=1))


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the time of the limits to so many minutes from now."""
    now = timezone.now()

    def at(minutes):
        moment = now + timedelta(minutes=minutes)
        monkeypatch.setattr(limits.timezone, "now", lambda: moment)
        return moment

    return at


def admitted(*attempts):
    """Count as a view does: what is refused is rolled back."""
    try:
        with transaction.atomic():
            count_attempts(attempts)
    except LimitReached:
        return False
    return True


def test_a_limit_is_reached_by_one_and_not_by_all_together():
    assert [admitted(Attempt(HOUR, "ada")) for _ in range(5)] == [True] * 3 + [False] * 2
    assert admitted(Attempt(HOUR, "bo")) is True


def test_a_limit_ends_with_its_window(clock):
    clock(0)
    assert [admitted(Attempt(HOUR, "ada")) for _ in range(4)] == [True, True, True, False]
    clock(59)
    assert admitted(Attempt(HOUR, "ada")) is False
    clock(60)
    assert [admitted(Attempt(HOUR, "ada")) for _ in range(4)] == [True, True, True, False]


def test_two_limits_count_apart_also_for_the_same():
    assert [admitted(Attempt(HOUR, "ada"), Attempt(DAY, "ada")) for _ in range(4)] == [True] * 3 + [
        False
    ]
    assert [admitted(Attempt(DAY, "ada")) for _ in range(3)] == [True, True, False]


def test_a_turn_can_weigh_more():
    assert [admitted(Attempt(DAY, "ada", 2)) for _ in range(3)] == [True, True, False]
    assert admitted(Attempt(DAY, "ada")) is True


def test_counting_costs_one_query_and_none_for_nobody(django_assert_num_queries):
    with django_assert_num_queries(1):
        count_attempts([Attempt(HOUR, "ada"), Attempt(DAY, "ada"), Attempt(DAY, "bo")])
    with django_assert_num_queries(0):
        count_attempts([])


def test_a_tally_names_nobody(settings):
    count_attempts([Attempt(HOUR, "192.0.2.7/32")])
    settings.SECRET_KEY = "another"
    count_attempts([Attempt(HOUR, "192.0.2.7/32")])
    rows = [str(row) for row in Tally.objects.values_list("who", "times")]
    assert [("192" in row, "hour" in row) for row in rows] == [(False, False)] * 2


def test_tallies_are_forgotten_when_their_window_ends(clock):
    now = clock(0)
    count_attempts([Attempt(HOUR, "ada"), Attempt(DAY, "ada")])
    left = []
    for minutes in (59, 60, 24 * 60):
        clear_tallies(now + timedelta(minutes=minutes))
        left.append(Tally.objects.count())
    assert left == [2, 1, 0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_threads_get_no_turn_more_than_there_are():
    def attempt(number):
        attempts = [Attempt(HOUR, "ada"), Attempt(DAY, "bo")]
        try:
            return admitted(*(attempts if number % 2 else reversed(attempts)))
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        results = list(threads.map(attempt, range(20)))
    assert (results.count(True), results.count(False)) == (3, 17)


def test_a_sender_counts_for_the_household_and_for_its_network(rf):
    limits_of_senders = SenderLimits(HOUR, DAY)
    request = rf.get("/", REMOTE_ADDR="192.0.2.7")
    assert limits_of_senders.attempts(request, 2) == [
        Attempt(HOUR, "192.0.2.7/32", 2),
        Attempt(DAY, "192.0.2.0/24", 2),
    ]
    assert [one.times for one in limits_of_senders.attempts(request)] == [1, 1]


def test_a_sender_whose_address_nobody_knows_is_not_counted(rf):
    request = rf.get("/", REMOTE_ADDR="")
    assert SenderLimits(HOUR, DAY).attempts(request) == []
