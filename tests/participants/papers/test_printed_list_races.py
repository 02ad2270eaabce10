"""Two who print at the same moment hold the same list; without the course's lock they would not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from courses.models import CourseQuerySet
from participants.papers.printed_list import list_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PRINTERS = 4
ROUNDS = 3


@pytest.fixture
def print_at_once(past_course, make_registration):
    """Return a function that prints the list of a day in several threads, for several days, and
    returns what each got."""
    make_registration(course=past_course)

    def print_one(day, start):
        try:
            start.wait()
            return list_of(day, None).code
        except IntegrityError:
            return "refused"
        finally:
            connection.close()

    def print_at_once():
        found = []
        for day in past_course.days()[:ROUNDS]:
            start = Barrier(PRINTERS)
            with ThreadPoolExecutor(PRINTERS) as threads:
                found.append({*threads.map(lambda _: print_one(day, start), range(PRINTERS))})  # noqa: B023
        return found

    return print_at_once


def test_all_who_print_at_once_hold_one_list(print_at_once):
    assert [len(codes) for codes in print_at_once()] == [1] * ROUNDS


def test_without_the_lock_somebody_is_refused(print_at_once, monkeypatch):
    monkeypatch.setattr(CourseQuerySet, "locked", lambda courses, pk: courses.get(pk=pk))
    assert "refused" in set.union(*print_at_once())
