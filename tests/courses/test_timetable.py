"""What is said beside a course day that was moved, cancelled or replaced."""

from datetime import timedelta

from courses.formatting import long_date
from courses.timetable import announced_dates, timetable


def notes(course):
    return [entry.note for block in timetable(course) for entry in block.appointments]


def test_days_as_they_were_announced_need_no_word(course):
    assert notes(course) == [""] * 12


def test_a_day_that_moved_after_publishing_says_when_it_was_planned(course):
    day = course.days()[0]
    before = day.date
    day.move(before - timedelta(days=1))
    assert notes(course) == [f"Verlegt. Früher geplant: {long_date(before)}.", *[""] * 11]


def test_a_day_that_moved_in_the_draft_does_not(make_course):
    course = make_course(publish=False)
    day = course.days()[0]
    day.move(day.date - timedelta(days=1))
    assert (notes(course), announced_dates(course)) == ([""] * 12, {})


def test_a_cancelled_day_and_its_substitute_name_each_other(course):
    first, second, *_ = course.days()
    first.cancel()
    assert notes(course)[:2] == ["Dieser Tag fällt aus.", ""]
    new = first.substitute_on(second.date + timedelta(days=1))
    assert notes(course)[:3] == [
        f"Dieser Tag fällt aus. Ersatz: {long_date(new.date)}.",
        "",
        f"Ersatz für {long_date(first.date)}.",
    ]
