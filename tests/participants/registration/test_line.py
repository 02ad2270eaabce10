"""The order of the line and who gets free seats, as a rule without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from participants.registration.line import Line, rank, units_in_order, units_that_fit

PAIR = UUID(int=1)


@dataclass(frozen=True)
class Person:
    pk: int
    day: int = 1
    party: UUID | None = None
    front: int | None = None

    @property
    def arrived_at(self):
        return datetime(2027, 1, self.day, tzinfo=UTC)

    @property
    def preferred_at(self):
        return self.front and datetime(2027, 2, self.front, tzinfo=UTC)

    @property
    def sequence(self):
        return self.pk


def line(taken, waiting=0, smallest=1, capacity=3):
    return Line(capacity, taken, waiting, last=0, smallest=smallest)


def numbers(units):
    return [[one.pk for one in unit] for unit in units]


@pytest.mark.parametrize(("taken", "free"), [(0, 3), (2, 1), (3, 0), (5, 0)])
def test_free_seats_are_never_less_than_none(taken, free):
    assert line(taken).free == free


@pytest.mark.parametrize(
    ("taken", "waiting", "depends"), [(2, 1, True), (3, 1, False), (2, 0, False), (3, 0, False)]
)
def test_sizes_matter_only_while_somebody_waits_beside_a_free_seat(taken, waiting, depends):
    assert line(taken, waiting).depends_on_sizes is depends


@pytest.mark.parametrize(
    ("taken", "waiting", "smallest", "seats"),
    [
        (3, 0, 1, []),
        (2, 0, 1, [1]),
        (1, 0, 1, [1, 2]),
        (2, 1, 1, []),
        (2, 2, 2, [1]),
        (1, 2, 2, []),
        (1, 3, 3, [1, 2]),
    ],
)
def test_newcomers_get_only_what_nobody_in_line_can_use(taken, waiting, smallest, seats):
    now = line(taken, waiting, smallest)
    assert [people for people in (1, 2, 3) if now.has_seats_for(people)] == seats
    assert now.has_seat_for_newcomer is (1 in seats)


def test_who_waits_is_taken_for_a_single_person_until_the_sizes_are_known():
    now = Line(capacity=3, taken=2, waiting=1, last=0)
    assert (now.smallest, now.has_seats_for(1)) == (1, False)


def test_the_line_goes_by_front_then_arrival_then_number():
    people = [Person(1, day=2), Person(2), Person(3), Person(4, day=9, front=1)]
    people.append(Person(5, day=9, front=2))
    assert [one.pk for one in sorted(people, key=rank)] == [5, 4, 2, 3, 1]


def test_a_party_stands_where_its_best_member_stands():
    people = [Person(1, day=3, party=PAIR), Person(2, day=2), Person(3, day=1, party=PAIR)]
    assert numbers(units_in_order(people)) == [[3, 1], [2]]


@pytest.mark.parametrize(
    ("free", "units"),
    [(0, []), (1, [[3]]), (2, [[1, 2]]), (3, [[1, 2], [3]]), (4, [[1, 2], [3], [4]])],
)
def test_the_first_units_that_fit_get_the_seats(free, units):
    people = [Person(1, party=PAIR), Person(2, party=PAIR), Person(3), Person(4)]
    assert numbers(units_that_fit(people, free)) == units


def test_nobody_further_back_is_read_once_the_seats_are_gone():
    people = iter([Person(1), Person(2), Person(3)])
    assert numbers(units_that_fit(people, 1)) == [[1]]
    assert [one.pk for one in people] == [3]
