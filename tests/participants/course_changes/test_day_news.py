"""One call and one letter a person, with what is true now, however often days change."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message, State
from courses.formatting import long_date
from courses.models import Course, Venue
from participants.course_changes import day_changes, day_news
from participants.models import DayChange
from tests.participants.course_changes.news import CONTACTS, WEEK, lines, move, to_people


def still_open():
    return list(to_people(state="open").values_list("recipient_name", "occasion"))


@pytest.mark.parametrize("name", CONTACTS)
def test_a_day_moved_and_moved_back_leaves_one_message_with_the_last_truth(days, name):
    first = days[0].date
    move(days[0], first + WEEK)
    move(days[0], first)
    [message] = to_people(state="open", recipient_name=name)
    assert (message.occasion, len(lines(message))) == ("days_changed", 1)
    assert lines(message)[0].startswith(f"- {long_date(first)}, 10")
    assert long_date(first + WEEK) not in message.body
    assert to_people(state="dropped", recipient_name=name).count() == 1


def test_a_day_that_moves_twice_is_told_once_from_where_people_know_it(days):
    first = days[0].date
    move(days[0], first + WEEK)
    move(days[0], first + 2 * WEEK)
    assert still_open() == [(name, "day_moved") for name in sorted(CONTACTS)]
    for message in to_people(state="open"):
        assert f"der Kurstag am {long_date(first)} in Hemelingen ist verschoben." in message.body
        assert f"Er ist jetzt am {long_date(first + 2 * WEEK)}" in message.body
        assert long_date(first + WEEK) not in message.body


def test_three_changes_of_days_are_one_card_and_one_letter(days):
    one, two, three = days[:3]
    dates = [day.date for day in days]
    move(one, dates[0] - timedelta(days=1))
    day_changes.cancel(two)
    day_changes.replace(three, dates[2] + WEEK)
    assert still_open() == [(name, "days_changed") for name in sorted(CONTACTS)]
    for message in to_people(state="open"):
        found = [line.split(": Bürgerhaus")[0] for line in lines(message)]
        hours = "10\N{NO-BREAK SPACE}bis\N{NO-BREAK SPACE}16\N{NO-BREAK SPACE}Uhr"
        assert found == [
            f"- Statt {long_date(dates[0])}: {long_date(one.date)}, {hours}",
            f"- {long_date(dates[1])}: Dieser Tag fällt aus.",
            f"- Statt {long_date(dates[2])}: {long_date(dates[2] + WEEK)}, {hours}",
        ]


def test_who_got_the_first_message_hears_only_what_came_after(days):
    move(days[0], days[0].date + WEEK)
    to_people(recipient_name="post").update(state="done")
    before = days[1].date
    day_changes.cancel(days[1])
    assert still_open() == [
        ("email", "days_changed"),
        ("phone", "days_changed"),
        ("post", "day_cancelled"),
    ]
    letter = to_people(state="open").get(recipient_name="post")
    assert f"der Kurstag am {long_date(before)} in Hemelingen fällt leider aus." in letter.body


def test_a_mail_that_did_not_arrive_is_replaced_too(days):
    move(days[0], days[0].date + WEEK)
    to_people(recipient_name="email").update(state="failed")
    day_changes.cancel(days[1])
    states = to_people(recipient_name="email").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["dropped", "open"]


def test_one_step_calls_a_day_off_and_plans_another_with_one_message(days):
    before = days[0].date
    new = day_changes.replace(days[0], before + WEEK)
    assert (days[0].state, new.replaces) == ("cancelled", days[0])
    assert still_open() == [(name, "day_substituted") for name in sorted(CONTACTS)]
    [body] = to_people(recipient_name="post").values_list("body", flat=True)
    assert f"der Kurstag am {long_date(before)} in Hemelingen fällt aus." in body
    assert f"Er ist am {long_date(before + WEEK)}" in body


def test_a_day_called_off_and_replaced_in_two_steps_is_one_message_too(days):
    day_changes.cancel(days[0])
    day_changes.substitute(days[0], days[0].date + WEEK)
    assert still_open() == [(name, "day_substituted") for name in sorted(CONTACTS)]


def test_a_venue_for_all_days_that_changes_twice_is_told_once(course, people):
    for name in ("Saal A", "Saal B"):
        hall = Venue.objects.create(name=name, step_free="yes")
        day_changes.set_venue(course, hall, only_missing=False)
    assert still_open() == [(name, "days_venue") for name in sorted(CONTACTS)]
    assert {"Saal A" in message.body for message in to_people(state="open")} == {False}


def test_a_day_that_somebody_else_replaced_is_not_replaced_again(days):
    day_changes.cancel(days[0])
    with pytest.raises(ValidationError, match="schon abgesagt"):
        day_changes.replace(days[0], days[0].date + WEEK)


def test_mails_about_days_wait_five_minutes(days):
    day_changes.cancel(days[0])
    [mail] = to_people(channel="email")
    assert timedelta(minutes=4) < mail.due_at - mail.created_at < timedelta(minutes=6)


def test_a_change_that_nobody_heard_of_is_taken_back_with_its_messages(days):
    before = days[0].date
    move(days[0], before + WEEK)
    day_changes.take_back(days[0])
    days[0].refresh_from_db()
    assert (days[0].date, still_open()) == (before, [])
    assert set(Message.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_a_day_that_was_called_off_takes_place_again(days):
    day_changes.cancel(days[0])
    day_changes.take_back(days[0])
    days[0].refresh_from_db()
    assert (days[0].state, still_open()) == ("planned", [])


def test_a_substitute_goes_again_with_the_step_that_planned_it(course, days):
    number = len(course.days())
    day_changes.replace(days[0], days[0].date + WEEK)
    day_changes.take_back(days[0])
    assert ([day.state for day in course.days()], still_open()) == (["planned"] * number, [])


def test_a_substitute_that_goes_again_leaves_the_day_called_off(days):
    day_changes.cancel(days[0])
    Message.objects.update(state="done")
    day_changes.substitute(days[0], days[0].date + WEEK)
    day_changes.take_back(days[0])
    assert (day_changes.last_change(days[0]), still_open()) == (None, [])


def test_what_is_taken_back_leaves_the_news_of_other_days(days):
    other = days[1].date
    move(days[0], days[0].date + WEEK)
    day_changes.cancel(days[1])
    day_changes.take_back(days[0])
    assert still_open() == [(name, "day_cancelled") for name in sorted(CONTACTS)]
    for message in to_people(state="open"):
        assert f"der Kurstag am {long_date(other)} in Hemelingen fällt leider aus." in message.body


@pytest.mark.parametrize(
    "heard", [{"state": "sent"}, {"state": "done"}, {"state": "failed"}, {"tries": 1}]
)
def test_what_somebody_may_have_heard_is_not_taken_back(days, heard):
    day_changes.cancel(days[0])
    to_people(recipient_name="post").update(**heard)
    assert day_changes.last_change(days[0]) is None
    with pytest.raises(ValidationError, match="nichts mehr zurücknehmen"):
        day_changes.take_back(days[0])
    days[0].refresh_from_db()
    assert days[0].state == "cancelled"


def test_a_step_is_taken_back_once(days):
    move(days[0], days[0].date + WEEK)
    day_changes.take_back(days[0])
    with pytest.raises(ValidationError, match="nichts mehr zurücknehmen"):
        day_changes.take_back(days[0])
    assert DayChange.objects.exclude(taken_back_at=None).count() == 1


def test_who_did_not_hear_of_the_place_yet_hears_of_it_once_with_the_days_of_now(
    course, make_registration
):
    make_registration("post", contact=CONTACTS["post"])
    day, other = course.days()[2:4]
    before = day.date
    move(day, before + WEEK)
    day_changes.cancel(other)
    [letter] = to_people(state="open")
    assert (letter.occasion, len(lines(letter))) == ("registration_enrolled", 11)
    assert (long_date(before + WEEK) in letter.body, long_date(before) in letter.body) == (
        True,
        False,
    )


def test_what_is_taken_back_leaves_the_news_of_the_place(course, make_registration):
    make_registration("post", contact=CONTACTS["post"])
    day = course.days()[2]
    day_changes.cancel(day)
    day_changes.take_back(day)
    [letter] = to_people(state="open")
    assert (letter.occasion, len(lines(letter))) == ("registration_enrolled", 12)


def test_a_letter_about_the_place_that_was_printed_with_the_change_cannot_be_taken_back(
    course, make_registration
):
    make_registration("post", contact=CONTACTS["post"])
    day = course.days()[2]
    day_changes.cancel(day)
    to_people(state="open").update(state="done", finished_at=timezone.now())
    assert day_changes.last_change(day) is None


@pytest.mark.parametrize("number", [2, 20])
def test_many_people_are_told_with_the_queries_of_few(
    course, make_registration, django_assert_num_queries, number
):
    """Half of them did not hear of their place yet, and hear of it anew."""
    Course.objects.update(capacity=number)
    for one in range(number):
        make_registration(f"Person {one}", contact=CONTACTS["email" if one % 2 else "post"])
    days = course.days()
    with django_assert_num_queries(16):
        changes = day_news.snapshot(days[3])
        assert day_news.tell_changes(course, changes) == number
    with django_assert_num_queries(16):
        day_news.tell_changes(course, changes)
    with django_assert_num_queries(15):
        day_news.tell_again(course)
