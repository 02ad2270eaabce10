"""Two clicks on "send" at the same moment: the lock of the course lets only one write."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from correspondence.models import Message
from courses.models import CourseQuerySet
from participants.models import Group, GroupMessage
from participants.telling.addressees import addressees
from participants.telling.group_writing import Draft, write_to_group

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

CLICKS = 4


def click_at_once(course, by):
    """Send the same form in several threads; return the rows they led to, and what failed."""
    draft, key = Draft(Group.WITH_PLACE, "Morgen", "Bis morgen!"), uuid4()
    seen = addressees(course, draft.group).digest
    start = Barrier(CLICKS)

    def click(_number):
        try:
            start.wait()
            return write_to_group(course, draft, by, key=key, seen=seen).pk
        except IntegrityError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as threads:
        return list(threads.map(click, range(CLICKS)))


def test_many_clicks_write_once_and_all_see_the_same(course, group, leader):
    found = click_at_once(course, leader)
    assert found == [GroupMessage.objects.get().pk] * CLICKS
    assert Message.objects.filter(occasion="group_message").count() == 9


def test_without_the_lock_the_clicks_meet(course, group, leader, monkeypatch):
    monkeypatch.setattr(CourseQuerySet, "locked", lambda self, pk: self.get(pk=pk))
    found = click_at_once(course, leader)
    assert found.count("refused") > 0
    assert Message.objects.filter(occasion="group_message").count() == 9
