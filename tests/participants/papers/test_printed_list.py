"""A signature list keeps its rows, so that a signed one finds the way back to its day."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from courses.models import CourseStatus
from participants.models import PrintedList
from participants.papers.printed_list import (
    ALPHABET,
    KEPT_DAYS,
    forget_printed_lists,
    list_of,
    new_list_code,
    read_list_code,
)
from participants.papers.signature_list import names, signature_list_html
from tests.participants.papers.rows_of import rows_of


@pytest.fixture
def day(past_course):
    return past_course.days()[0]


@pytest.fixture
def people(past_course, make_registration):
    return [make_registration(name, course=past_course) for name in ("Cem C", "Ada A", "Bea B")]


def test_the_rows_are_in_the_order_of_names(day, people, leader):
    printed = list_of(day, leader)
    assert (printed.version, printed.printed_by) == (1, leader)
    assert names(printed) == ["Ada A", "Bea B", "Cem C"]


def test_the_same_people_are_the_same_list_however_often_it_is_opened(day, people, leader, staff):
    assert {list_of(day, by).code for by in (leader, staff, leader)} == {
        PrintedList.objects.get().code
    }


def test_other_people_are_a_new_version_and_the_old_list_stays(
    day, people, leader, staff, make_registration, past_course
):
    first = list_of(day, leader)
    people[1].withdraw(staff)
    make_registration("Dora D", course=past_course)
    second = list_of(day, leader)
    assert [names(first), names(second)] == [
        ["Ada A", "Bea B", "Cem C"],
        ["Bea B", "Cem C", "Dora D"],
    ]
    assert (first.version, second.version, first.code == second.code) == (1, 2, False)


def test_two_days_have_two_lists(past_course, people, leader):
    first, second = past_course.days()[:2]
    assert list_of(first, leader).code != list_of(second, leader).code


def test_a_code_is_five_signs_that_nobody_mixes_up():
    code = new_list_code()
    assert (len(code), {*code} - {*ALPHABET}, {*"0O1ILAEU"} & {*ALPHABET}) == (5, set(), set())


@pytest.mark.parametrize("typed", ["k7p4m", " K7 P4-M ", "K7P4M.", "k7·p4m"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert read_list_code(typed) == "K7P4M"


@pytest.mark.parametrize(("days", "left"), [(KEPT_DAYS, 1), (KEPT_DAYS + 1, 0)])
def test_a_list_is_forgotten_two_months_after_the_last_day(
    past_course, day, people, leader, days, left
):
    list_of(day, leader)
    last = past_course.days()[-1]
    then = last.date + timedelta(days=days)
    forget_printed_lists(timezone.make_aware(datetime(then.year, then.month, then.day, 12)))
    assert PrintedList.objects.count() == left


def test_lists_of_a_cancelled_course_are_forgotten_at_once(course, make_registration, leader):
    make_registration()
    list_of(course.days()[0], leader)
    type(course).objects.filter(pk=course.pk).update(status=CourseStatus.CANCELLED)
    assert (forget_printed_lists(timezone.now()), forget_printed_lists(timezone.now())) == (1, 0)


def test_the_sheet_has_name_and_signature_three_spare_rows_and_its_code(day, people, leader):
    printed = list_of(day, leader)
    html = signature_list_html(printed, date(2027, 3, 12))
    assert rows_of(html) == [
        ["1", "Ada A", ""],
        ["2", "Bea B", ""],
        ["3", "Cem C", ""],
        *[["", "", ""]] * 3,
    ]
    assert f"Fassung 1 · Code {printed.code}" in html
    assert "person@example.org" not in html


def test_html_in_a_name_is_text(day, past_course, make_registration, leader):
    make_registration("<b>O’Neill</b>", course=past_course)
    html = signature_list_html(list_of(day, leader), date(2027, 3, 12))
    assert "&lt;b&gt;O’Neill&lt;/b&gt;" in html
