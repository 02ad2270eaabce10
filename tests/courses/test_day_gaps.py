"""Time that is left, too little time, and overlaps are named."""

from datetime import time

import pytest

from courses.day_gaps import day_gaps


@pytest.fixture
def day(course):
    """A day from 10 to 16."""
    return course.days()[0]


def said(day):
    begin = f"{day.date:%d.%m.}: "
    found = [remark.text for remark in day_gaps(day)]
    return [text.removeprefix(begin).replace("\N{NO-BREAK SPACE}", " ") for text in found]


def test_a_day_without_items_has_no_running_order_yet(day):
    assert said(day) == [f"Für den {day.date:%d.%m.} gibt es noch keinen Ablauf."]


def test_a_full_day_has_no_gaps(day, add_item):
    for minutes in (60, 120, 180):
        add_item(day, minutes=minutes)
    assert said(day) == []


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (355, None),  # five minutes are no gap
        (300, "Am Ende ist noch 1 Stunde frei, ab 15:00 Uhr."),
        (315, "Am Ende sind noch 45 Minuten frei, ab 15:15 Uhr."),
        (270, "Am Ende sind noch 1:30 Stunden frei, ab 14:30 Uhr."),
        (
            390,
            "„Lang“ endet um 16:30 Uhr, 30 Minuten nach dem Ende des Kurstags um 16:00 Uhr.",
        ),
    ],
)
def test_time_at_the_end_is_free_or_too_short(day, add_item, minutes, sentence):
    add_item(day, "Lang", minutes=minutes)
    assert said(day) == ([sentence] if sentence else [])


def test_a_hole_before_a_fixed_start_is_named(day, add_item):
    add_item(day, minutes=60)
    add_item(day, minutes=240, starts=time(12))
    assert said(day) == ["Hier ist noch 1 Stunde frei, von 11:00 bis 12:00 Uhr."]


def test_a_first_item_that_begins_late_or_early_is_named(day, add_item):
    item = add_item(day, "Ankommen", minutes=330, starts=time(10, 30))
    assert said(day) == ["Hier sind noch 30 Minuten frei, von 10:00 bis 10:30 Uhr."]
    item.starts, item.minutes = time(9, 30), 390
    item.save()
    assert said(day) == ["„Ankommen“ beginnt um 09:30 Uhr, der Kurstag erst um 10:00 Uhr."]


def test_an_overlap_is_named_and_who_would_be_there_twice(day, add_item, leader):
    add_item(day, "Vortrag", minutes=120, responsible=leader)
    add_item(day, "Rundgang", minutes=270, starts=time(11, 30), responsible=leader)
    assert said(day) == [
        "„Vortrag“ dauert bis 12:00 Uhr, „Rundgang“ beginnt schon um 11:30 Uhr."
        " Lea Leit ist dann zweimal eingeteilt."
    ]


def test_a_cancelled_day_has_no_gaps(day):
    day.cancel()
    assert day_gaps(day) == []
