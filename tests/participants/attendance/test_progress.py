"""On the way to the certificate: what is reached, within reach, out of reach, or not known yet."""

import pytest

from courses.models import CourseDay
from participants.attendance import eligibility, marks
from participants.attendance.eligibility import EligibilityOverride, Outlook, Progress
from participants.models import Mark, Status

DAY = CourseDay()


def progress(present, *, held, to_come=0, unknown=0, override=None):
    """Return the progress of somebody who needs nine days."""
    entered = dict.fromkeys(range(present), Mark.PRESENT)
    return Progress(9, held, to_come, entered, [DAY] * unknown, override)


@pytest.mark.parametrize(
    ("there", "outlook"),
    [
        (progress(0, held=0, to_come=12), Outlook.REACHABLE),
        (progress(0, held=0, to_come=0), Outlook.MISSED),
        (progress(5, held=8, to_come=4), Outlook.REACHABLE),
        (progress(4, held=8, to_come=4), Outlook.MISSED),
        (progress(5, held=10, to_come=2, unknown=2), Outlook.REACHABLE),
        (progress(4, held=10, to_come=2, unknown=2), Outlook.MISSED),
        (progress(9, held=10, to_come=2, unknown=1), Outlook.REACHED),
        (progress(11, held=12, unknown=1), Outlook.BLOCKED),
        (progress(2, held=12, unknown=1), Outlook.BLOCKED),
        (progress(9, held=12), Outlook.REACHED),
        (progress(8, held=12), Outlook.MISSED),
        (progress(0, held=12, override=EligibilityOverride(granted=True)), Outlook.REACHED),
        (progress(12, held=12, override=EligibilityOverride(granted=False)), Outlook.MISSED),
    ],
)
def test_the_outlook_counts_what_is_still_to_come_and_what_nobody_entered(there, outlook):
    assert (there.outlook, there.earns_certificate) == (outlook, outlook == Outlook.REACHED)


@pytest.mark.parametrize(
    ("there", "decided"),
    [
        (progress(9, held=12), True),
        (progress(9, held=12, unknown=1), False),
        (progress(9, held=9, to_come=3), False),
        (progress(1, held=9, to_come=3, unknown=1, override=EligibilityOverride()), True),
    ],
)
def test_nobody_is_decided_on_while_a_day_is_open_unless_by_hand(there, decided):
    assert there.is_decided is decided


def test_who_was_there_on_a_day_that_was_cancelled_later_is_not_counted_there(
    past_course, make_registration, leader
):
    ada = make_registration("Ada", course=past_course)
    first, second, *_ = CourseDay.objects.of_course(past_course)
    for day in (first, second):
        marks.enter_marks(day, {ada: Mark.PRESENT}, leader)
    CourseDay.objects.filter(pk=first.pk).update(state="cancelled")
    assert eligibility.registration_progress(ada).marks == {second.pk: Mark.PRESENT}


def test_the_progress_names_who_takes_part_in_the_order_of_lists(
    past_course, make_registration, django_assert_num_queries
):
    people = [make_registration(name, course=past_course) for name in ("Cem", "Ada", "Bo", "Dua")]
    type(people[3]).objects.filter(pk=people[3].pk).update(status=Status.WAITING)
    with django_assert_num_queries(4):
        found = eligibility.course_progress(past_course)
        assert [one.participant.name for one in found] == ["Ada", "Bo", "Cem"]
    assert [one.participant.name for one in eligibility.course_progress(past_course, 2)] == [
        "Ada",
        "Bo",
    ]


def test_a_decision_by_hand_says_who_made_it_and_why(course, make_registration, staff):
    ada = make_registration("Ada")
    made = eligibility.override(ada, granted=False, reason="Kam nie ganz.", by=staff)
    assert (made.registration, made.granted, made.by) == (ada, False, staff)
    assert (made.reason, str(made)) == ("Kam nie ganz.", "Kam nie ganz.")
