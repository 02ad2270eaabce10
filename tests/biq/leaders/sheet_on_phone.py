"""The sheet of a course day in a browser: what a leader does with it, and what is stored then."""

import time

from playwright.sync_api import expect

from participants.models import Attendance
from tests.biq.addresses import session_of

PEOPLE = 20


def log_in(context, user, server):
    ends = time.time() + 3600
    cookie = {"name": "sessionid", "value": session_of(user), "url": server.url, "expires": ends}
    context.add_cookies([cookie])


def open_sheet(context, address):
    """Open the sheet and wait until it can be opened without network."""
    page = context.pages[0]
    page.goto(address)
    expect(page.locator("form.sheet-live")).to_be_visible()
    expect(page.locator("#kept")).to_be_visible()
    return page


def tap(page, number, words):
    row = page.locator("fieldset.sheet-row").nth(number)
    row.get_by_role("button", name=words, exact=True).click()


def said(page):
    return page.locator("#unsent")


def stored():
    found = Attendance.objects.order_by("registration__participant__name")
    return list(found.values_list("mark", flat=True))
