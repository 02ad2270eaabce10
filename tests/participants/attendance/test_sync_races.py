"""The same marks twice in the same moment: two windows of one browser, or one sent again."""

from uuid import uuid4

import pytest

from participants.attendance.sync import receive
from participants.models import Attendance, MarkChange, ReceivedMark
from tests.participants.registration.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_what_is_sent_twice_at_once_is_stored_once(
    past_course, make_registration, leader, other_leader
):
    day = past_course.days()[0]
    people = [make_registration(f"Person {number}", course=past_course) for number in range(5)]
    marks = [
        {"id": str(uuid4()), "day": day.pk, "registration": one.pk, "value": "present", "seen": ""}
        for one in people
    ]
    theirs = [{**mark, "id": str(uuid4()), "value": "absent"} for mark in marks]
    mine, again, other = at_once(
        lambda: receive(past_course, marks, leader),
        lambda: receive(past_course, marks, leader),
        lambda: receive(past_course, theirs, other_leader),
    )
    states = [{answer["state"] for answer in answers} for answers in (mine, again, other)]
    assert states in (
        [{"stored"}, {"stored"}, {"conflict"}],
        [{"conflict"}, {"conflict"}, {"stored"}],
    )
    stored = [model.objects.count() for model in (Attendance, MarkChange, ReceivedMark)]
    assert stored == [5, 5, 5]
