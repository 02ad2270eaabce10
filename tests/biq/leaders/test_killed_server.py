"""A web server that is killed in the middle of a sync: every mark is kept, and arrives once."""

import pytest
from playwright.sync_api import expect

from participants.models import Attendance, Mark, MarkChange, ReceivedMark
from tests.biq.leaders.killed_server import KilledServer
from tests.biq.leaders.sheet_on_phone import PEOPLE, log_in, open_sheet, said, stored, tap

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def server(collected_static, tmp_path):
    server = KilledServer(collected_static, tmp_path)
    yield server
    server.kill()


@pytest.fixture
def phone(browser, server, leader):
    with browser.new_context(base_url=server.url, locale="de") as context:
        log_in(context, leader, server)
        context.new_page()
        yield context


def rows():
    return [model.objects.count() for model in (ReceivedMark, Attendance, MarkChange)]


@pytest.mark.parametrize(("moment", "kept"), [("storing", 0), ("answering", PEOPLE)])
def test_twenty_marks_outlive_a_killed_server_and_arrive_once(phone, server, address, moment, kept):
    server.start(stops=moment)
    page = open_sheet(phone, address)
    phone.set_offline(True)
    tap(page, 3, "nicht da")
    page.get_by_role("button", name="Alle übrigen: da").click()
    expect(said(page)).to_contain_text("20 noch nicht gesendet.")
    phone.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    server.kill_in_the_middle()
    assert rows() == [kept] * 3
    expect(said(page)).to_contain_text("20 noch nicht gesendet.")
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert rows() == [PEOPLE] * 3
    assert stored() == [Mark.ABSENT if number == 3 else Mark.PRESENT for number in range(PEOPLE)]
