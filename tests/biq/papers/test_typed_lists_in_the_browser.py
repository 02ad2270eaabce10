"""Twenty signed rows are typed with a key each; without JavaScript the same form works."""

import pytest
from django.test import Client

from courses.models import CourseDay
from participants.attendance.marks import Attendance
from participants.papers.printed_list import list_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def printed(past_course, make_registration, leader):
    past_course.capacity = 20
    past_course.save()
    for letter in "ABCDEFGHIJKLMNOPQRST":
        make_registration(f"Person {letter}", course=past_course)
    return list_of(CourseDay.objects.of_course(past_course).first(), leader)


@pytest.fixture
def open_list(live_server, printed, staff):
    """Return a function that opens the list in a page of a browser, as staff."""

    def open_list(page):
        client = Client()
        client.force_login(staff)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}/verwaltung/unterschriften/{printed.code}/")
        return page

    return open_list


def marks():
    rows = Attendance.objects.order_by("registration__participant__sort_key")
    return [mark[0] for mark in rows.values_list("mark", flat=True)]


def test_a_key_a_row_and_one_to_save(page, open_list):
    keys = [*"ddddddddddddeddddnd", "d", "Enter"]
    open_list(page)
    for key in keys:
        page.keyboard.press(key)
    page.get_by_text("Gespeichert: 18 da, 1 entschuldigt, 1 nicht da.").wait_for()
    assert len(keys) == 21
    assert marks() == [*"ppppppppppppeppppap", "p"]


def test_enter_and_arrows_walk_through_the_rows(page, open_list):
    open_list(page)
    for key in ("Enter", "n", "ArrowUp", "ArrowUp", "e", "ArrowDown", "d"):
        page.keyboard.press(key)
    fields = page.locator("input[name^='letter-']")
    assert [fields.nth(row).input_value() for row in range(4)] == ["e", "n", "d", ""]
    assert marks() == []


def test_without_javascript_tab_and_enter_do(browser, open_list):
    with browser.new_context(java_script_enabled=False) as context:
        page = open_list(context.new_page())
        page.locator("input[name^='letter-']").first.focus()
        for key in ("d", "Tab", "n", "Enter"):
            page.keyboard.press(key)
        page.get_by_text("Gespeichert: 1 da, 1 nicht da, 18 offen.").wait_for()
    assert marks() == ["p", "a"]
