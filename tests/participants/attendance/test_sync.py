"""Marks from a device: each counts once, each gets an answer, and nothing is overwritten unseen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from courses.models import CourseDay
from participants.attendance import marks, received
from participants.attendance.sync import NOBODY, OTHER_DAY, OTHER_VALUE, UNREADABLE, receive
from participants.models import Attendance, Mark, MarkChange, ReceivedMark


@pytest.fixture
def day(past_course):
    return CourseDay.objects.of_course(past_course).first()


@pytest.fixture
def ada(past_course, make_registration):
    return make_registration("Ada", course=past_course)


@pytest.fixture
def sent(day, ada):
    """Return a function that makes a mark as a device sends it."""

    def sent(**values):
        usual = {"id": str(uuid4()), "day": day.pk, "registration": ada.pk, "seen": ""}
        return {**usual, "value": "present", "at": "1999-12-31T23:59:59Z", **values}

    return sent


@pytest.fixture
def arrive(past_course, leader):
    """Return a function that receives marks and returns state and reason of each answer."""

    def arrive(*sent, by=leader):
        answers = receive(past_course, sent, by)
        return [(answer["state"], answer.get("reason", "")) for answer in answers]

    return arrive


STORED, CONFLICT = ("stored", ""), ("conflict", "")


def noted():
    return list(Attendance.objects.order_by("registration_id").values_list("mark", flat=True))


def test_a_mark_arrives_once_however_often_it_is_sent(arrive, sent):
    mark = sent()
    assert arrive(mark, mark) == [STORED, STORED]
    assert arrive(mark) == [STORED]
    assert (noted(), ReceivedMark.objects.count(), MarkChange.objects.count()) == (
        ["present"],
        1,
        1,
    )


def test_what_was_sent_again_undoes_nothing_that_is_newer(arrive, sent, day, ada, other_leader):
    mark = sent()
    arrive(mark)
    marks.enter_marks(day, {ada: Mark.EXCUSED}, other_leader)
    assert arrive(mark) == [STORED]
    assert noted() == ["excused"]


def test_the_moment_is_that_of_the_server(arrive, sent):
    before = timezone.now()
    arrive(sent())
    assert before <= Attendance.objects.get().noted_at <= timezone.now()
    assert ReceivedMark.objects.get().device_time == "1999-12-31T23:59:59Z"


@pytest.mark.parametrize("at", ["\ud800", "\0", ["\udfff"], None])
def test_what_the_clock_of_a_device_says_costs_no_mark(at, arrive, sent):
    assert arrive(sent(at=at)) == [STORED]


def test_several_marks_of_one_person_count_in_their_order(arrive, sent):
    first, second, third = (
        sent(),
        sent(value="absent", seen="present"),
        sent(value="", seen="absent"),
    )
    assert arrive(first, second) == [STORED, STORED]
    assert noted() == ["absent"]
    assert arrive(third) == [STORED]
    assert noted() == []


def test_the_later_of_two_devices_hears_what_is_there_and_by_whom(
    past_course, day, ada, sent, leader, other_leader
):
    marks.enter_marks(day, {ada: Mark.EXCUSED}, other_leader)
    (answer,) = receive(past_course, [sent()], leader)
    at = timezone.localtime(Attendance.objects.get().noted_at)
    assert answer["state"] == "conflict"
    assert answer["now"] == {"value": "excused", "by": "Otto Ander", "at": f"um {at:%H:%M} Uhr"}
    assert (noted(), ReceivedMark.objects.count()) == (["excused"], 0)


def test_who_took_a_mark_back_is_named_too(past_course, day, ada, sent, leader, other_leader):
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    marks.enter_marks(day, {ada: None}, other_leader)
    (answer,) = receive(past_course, [sent(seen="excused")], leader)
    assert (answer["state"], answer["now"]["value"]) == ("conflict", "")
    assert answer["now"]["by"] == "Otto Ander"


def test_two_devices_that_agree_have_no_conflict(arrive, sent, day, ada, other_leader):
    marks.enter_marks(day, {ada: Mark.PRESENT}, other_leader)
    assert arrive(sent()) == [STORED]


@pytest.mark.parametrize(
    "values",
    [
        {"id": "keine-uuid"},
        {"id": None},
        {"day": "1"},
        {"day": True},
        {"day": -1},
        {"registration": 10**30},
        {"registration": 1.5},
        {"value": "vielleicht"},
        {"value": None},
        {"value": ["present"]},
        {"seen": "gestern"},
    ],
    ids=str,
)
def test_what_is_no_mark_is_refused_and_the_others_are_stored(arrive, sent, values):
    assert arrive(sent(**values), sent()) == [("refused", UNREADABLE), STORED]
    assert noted() == ["present"]


@pytest.mark.parametrize("thing", [None, 7, "text", [], [{}]], ids=str)
def test_what_is_no_object_is_refused(arrive, sent, thing):
    assert arrive(thing, sent()) == [("refused", UNREADABLE), STORED]


def test_each_bad_mark_says_why_and_the_good_one_is_stored(
    arrive, sent, course, past_course, make_registration
):
    gone = make_registration("Bo", course=past_course)
    gone.withdraw()
    foreign = make_registration("Cem", course=course)
    deleted, used = make_registration("Dua", course=past_course), sent()
    key = deleted.pk
    deleted.status_changes.all().delete()
    arrive(used)
    assert arrive(
        sent(day=course.days()[0].pk),
        sent(registration=foreign.pk),
        sent(registration=key + 10**6),
        sent(registration=gone.pk),
        {**used, "value": "absent"},
        sent(value="excused", seen="present"),
    ) == [
        ("refused", OTHER_DAY),
        ("refused", NOBODY),
        ("refused", NOBODY),
        (
            "refused",
            "Für Bo wird keine Anwesenheit mehr eingetragen. Der Stand ist jetzt: abgemeldet.",
        ),
        ("refused", OTHER_VALUE),
        STORED,
    ]
    assert noted() == ["excused"]


def test_a_key_of_somebody_else_is_refused(arrive, sent, other_leader):
    mark = sent()
    arrive(mark)
    assert arrive(mark, by=other_leader) == [("refused", OTHER_VALUE)]


def test_a_cancelled_day_and_a_course_that_is_over_say_so(arrive, sent, past_course, day, ada):
    day.cancel()
    assert arrive(sent()) == [("refused", "Dieser Kurstag ist abgesagt.")]
    ada.complete()
    other = past_course.days()[1]
    assert arrive(sent(day=other.pk)) == [
        (
            "refused",
            "Für Ada wird keine Anwesenheit mehr eingetragen. Der Stand ist jetzt: Kurs geschafft.",
        )
    ]


def test_what_arrived_long_ago_is_forgotten(arrive, sent):
    arrive(sent())
    received.clear_received_marks(timezone.now() + received.KEPT - timedelta(minutes=1))
    assert ReceivedMark.objects.count() == 1
    received.clear_received_marks(timezone.now() + received.KEPT + timedelta(minutes=1))
    assert (ReceivedMark.objects.count(), noted()) == (0, ["present"])
