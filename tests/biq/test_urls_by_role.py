"""Every address of the project, and what each role gets there. A new one needs a line in the table
beside this file, a new model a line in the one here."""

import pytest

from biq.papers import course_sheets, day_papers
from tests.biq.addresses import fill, lines, of_model, routes, session_of, status_of
from tests.biq.table_of_addresses import ROLES, TABLE

# Of a model in the admin: what staff get for the list, adding, and an object that does not exist
# (history, deleting, changing, and the short address). Everybody else gets `CLOSED`.
ADMIN = """
biq/page                   200 403 302 403 302 302
biq/question               200 200 302 302 302 302
accounts/user              200 200 302 403 302 302
accounts/accessrecord      200 403 302 403 302 302
correspondence/message     200 403 302 403 302 302
courses/course             200 200 302 403 302 302
courses/block              200 403 302 403 302 302
courses/courseday          200 403 302 403 302 302
courses/venue              200 200 302 403 302 302
courses/schoolholiday      200 200 302 302 302 302
courses/district           200 403 302 403 302 302
partners/partner           200 200 302 403 302 302
partners/contribution      200 302 302 403 302 302
participants/interest      200 403 302 302 302 302
participants/participant   200 403 302 403 302 302
participants/paymentadvice 302 200 302 302 302 302
participants/registration  200 403 302 403 302 302
certificates/certificate   200 403 302 403 302 302
"""
ADMIN_PAGES = ("", "add/", "0/history/", "0/delete/", "0/change/", "0/")
CLOSED = (302, 403, 403, 403)


@pytest.fixture
def ask(samples, stranger, leader, other_leader, staff, both, monkeypatch):
    """Return a function that asks for a route in every role and returns the status codes.

    What a request changes is taken back at once. Papers are drawn and not printed."""
    for module in (day_papers, course_sheets):
        monkeypatch.setattr(module, "print_pdf", lambda html: b"%PDF")
    monkeypatch.setattr(course_sheets, "number_of_pages", lambda pdf: 1)
    sessions = [None, *map(session_of, (stranger, leader, other_leader, staff, both))]

    def ask(method, route):
        url = fill(route, samples)
        return tuple(status_of(session, method, url) for session in sessions)

    return ask


def test_every_address_has_a_line():
    written = {route for _, route, *_ in lines(TABLE)}
    models = {model for model, *_ in lines(ADMIN)}
    found = routes()
    assert {route for route in found if not of_model(route)} == written
    assert {of_model(route) for route in found if of_model(route)} == models


def test_every_role_gets_what_the_table_says(ask):
    expected = {(method, route): tuple(map(int, codes)) for method, route, *codes in lines(TABLE)}
    found = {(method, route): ask(method, route) for method, route in expected}
    assert found == expected


@pytest.mark.parametrize("line", lines(ADMIN), ids=lambda line: line[0])
def test_the_lists_are_for_staff_alone(line, ask):
    model, *codes = line
    found = [ask("GET", f"/verwaltung/{model}/{page}") for page in ADMIN_PAGES]
    assert found == [(*CLOSED, int(code), int(code)) for code in codes]


@pytest.mark.parametrize("address", ["/anmeldung/falsch/", "/zertifikat/AAAABBBBCCCC/"])
def test_a_wrong_token_opens_nothing(address, ask):
    assert ask("GET", address) == (404,) * len(ROLES)
