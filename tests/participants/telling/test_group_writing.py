"""One text to a group of a course: everybody gets a message of their own, by their own way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from courses.models import Course
from participants.models import Group, GroupMessage, Status
from participants.telling import group_writing
from participants.telling.addressees import addressees
from participants.telling.group_writing import CHANGED, TOO_MANY
from participants.telling.outdated_messages import drop_outdated
from tests.participants.telling.writing import TEXT, draft, send, told, written


def test_everybody_with_a_place_gets_one_message_by_their_own_way(course, group, leader):
    mine = written(course, draft(), leader)
    assert {name: one.channel for name, one in mine.items()} == {
        **dict.fromkeys(("Ada", "Bo", "Cem", "Dua", "Eva", "Finn"), "email"),
        **dict.fromkeys(("Gül", "Hans"), "phone"),
        "Ida": "post",
    }
    assert {one.occasion for one in mine.values()} == {"group_message"}
    assert mine["Ada"].occasion_label == "Nachricht an die Gruppe"


def test_the_row_says_who_wrote_what_and_how_it_went_out(course, group, leader):
    row = send(course, draft(), leader)
    assert (row.course, row.group, row.subject, row.text, row.by) == (
        course,
        "place",
        "Morgen",
        TEXT,
        leader,
    )
    assert (row.emails, row.calls, row.letters, row.people) == (6, 2, 1, 9)
    assert row.in_numbers == (
        "9\N{NO-BREAK SPACE}Menschen: 6\N{NO-BREAK SPACE}E\N{NON-BREAKING HYPHEN}Mails,"
        " 2\N{NO-BREAK SPACE}Anrufe,"
        " 1\N{NO-BREAK SPACE}Brief"
    )
    assert str(row) == "Morgen"


def test_the_same_form_sent_five_times_is_written_once(course, group, leader):
    key = uuid4()
    rows = {send(course, draft(), leader, key=key).pk for _ in range(5)}
    assert len(rows) == GroupMessage.objects.count() == 1
    assert Message.objects.filter(occasion="group_message").count() == 9


def test_two_courses_may_have_the_same_key(course, small_course, group, make_registration, leader):
    make_registration("Ada", course=small_course)
    key = uuid4()
    assert send(course, draft(), leader, key=key) != send(small_course, draft(), leader, key=key)


def test_nothing_is_written_to_others_than_those_that_were_shown(course, group, leader):
    seen = addressees(course, Group.WITH_PLACE).digest
    group["Ada"].withdraw()
    with pytest.raises(ValidationError) as refused:
        send(course, draft(), leader, seen=seen)
    assert refused.value.messages == [CHANGED]
    assert (GroupMessage.objects.count(), told()) == (0, 0)


def test_all_or_nothing_is_written(course, group, leader, monkeypatch):
    calls = []

    def fail_at_third(*args, **facts):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("power cut")

    monkeypatch.setattr(group_writing, "tell_person", fail_at_third)
    with pytest.raises(RuntimeError, match="power cut"):
        send(course, draft(), leader)
    assert (GroupMessage.objects.count(), told()) == (0, 0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "noch nicht veröffentlicht"),
        ("completed", "ist abgeschlossen"),
        ("cancelled", "ist abgesagt"),
    ],
)
def test_nobody_writes_to_a_course_that_does_not_run(course, group, leader, status, words):
    Course.objects.filter(pk=course.pk).update(status=status)
    with pytest.raises(ValidationError, match=words):
        send(course, draft(), leader)


@pytest.mark.parametrize(
    ("group", "words"),
    [(Group.WITH_PLACE, "niemand einen Platz"), (Group.WAITING, "steht zurzeit niemand")],
)
def test_a_message_to_nobody_is_refused(course, leader, group, words):
    with pytest.raises(ValidationError, match=words):
        send(course, draft(group), leader)


def test_five_messages_an_hour_are_enough_for_a_leader(
    course, small_course, group, make_registration, leader, other_leader, staff
):
    make_registration("Ada", course=small_course)
    for _ in range(5):
        send(course, draft(), leader, most=5)
    with pytest.raises(ValidationError) as refused:
        send(course, draft(), leader, most=5)
    assert refused.value.messages == [TOO_MANY]
    send(small_course, draft(), leader, most=5)
    send(course, draft(), other_leader, most=5)
    send(course, draft(), leader)  # as staff
    long_ago = timezone.now() - timedelta(minutes=61)
    GroupMessage.objects.filter(course=course, by=leader).update(at=long_ago)
    send(course, draft(), leader, most=5)
    assert GroupMessage.objects.count() == 9


def test_a_call_to_somebody_who_withdrew_since_is_dropped_and_others_stay(course, group, leader):
    mine = written(course, draft(), leader)
    group["Gül"].withdraw()
    group["Ada"].withdraw()
    drop_outdated()
    states = {name: Message.objects.get(pk=one.pk).state for name, one in mine.items()}
    assert (states["Gül"], states["Hans"], states["Ida"], states["Ada"]) == (
        "dropped",
        "open",
        "open",
        "open",
    )


def test_a_letter_of_the_last_day_is_still_printed_after_the_course_is_completed(
    course, group, leader
):
    ida = written(course, draft(), leader)["Ida"]
    type(group["Ida"]).objects.filter(pk=group["Ida"].pk).update(status=Status.COMPLETED)
    drop_outdated()
    assert Message.objects.get(pk=ida.pk).state == "open"


def test_what_was_written_stays_without_its_writer(course, group, leader):
    row = send(course, draft(), leader)
    course.leaders.clear()
    leader.delete()
    row.refresh_from_db()
    assert row.by is None


def test_what_was_written_is_deleted_with_the_course(make_course, leader):
    course = make_course("walle-2027")
    numbers = {"emails": 0, "calls": 0, "letters": 0}
    GroupMessage.objects.create(course=course, subject="x", text="x", by=leader, **numbers)
    course.delete()
    assert GroupMessage.objects.count() == 0
