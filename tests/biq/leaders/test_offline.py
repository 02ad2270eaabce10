"""Attendance without network, in a real Chromium: nothing is lost, and everything arrives once."""

import re
import time

import pytest
from playwright.sync_api import Error, expect

from participants.models import Attendance, Mark, MarkChange
from tests.accessibility.judge import violations
from tests.biq.leaders.sheet_on_phone import PEOPLE, log_in, open_sheet, said, stored, tap
from tests.biq.leaders.unreliable_server import UnreliableServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
COUNT_TAPS = "window.taps = 0; addEventListener('click', () => { window.taps += 1; }, true);"


@pytest.fixture
def server(live_server):
    server = UnreliableServer(live_server.url)
    yield server
    server.stop()


@pytest.fixture
def take_phone(browser_type, browser_type_launch_args, server, tmp_path):
    """Return a function that opens a browser with a leader's profile, logged in once."""
    opened = []

    def take(user):
        context = browser_type.launch_persistent_context(
            tmp_path / str(user.pk),
            **browser_type_launch_args,
            base_url=server.url,
            viewport={"width": 390, "height": 780},
            locale="de",
        )
        opened.append(context)
        if not context.cookies():
            log_in(context, user, server)
        return context

    yield take
    for context in opened:
        context.close()


def test_twenty_marks_survive_everything_and_arrive_once(take_phone, leader, server, address):
    phone = take_phone(leader)
    page = open_sheet(phone, address)
    phone.set_offline(True)
    page.reload()
    page.evaluate(COUNT_TAPS)
    for number in range(PEOPLE):
        tap(page, number, "nicht da" if number in (3, 11, 17) else "da")
    assert page.evaluate("taps") == 20
    expect(said(page)).to_contain_text("20 noch nicht gesendet. Zurzeit gibt es kein Netz.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    expect(said(page)).to_contain_text("20 noch nicht gesendet.")
    assert violations(page) == []
    phone.close()
    server.stop()
    phone = take_phone(leader)
    page = phone.pages[0]
    page.goto(address)
    expect(said(page)).to_contain_text("20 noch nicht gesendet.")
    expect(page.locator("[aria-pressed=true]")).to_have_count(PEOPLE)
    assert Attendance.objects.count() == 0
    server.start()
    page.goto("/kursleitung/")
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert stored() == [
        Mark.ABSENT if number in (3, 11, 17) else Mark.PRESENT for number in range(PEOPLE)
    ]
    assert MarkChange.objects.count() == PEOPLE


def test_a_server_whose_answers_get_lost_has_every_mark_once(take_phone, leader, server, address):
    page = open_sheet(take_phone(leader), address)
    tap(page, 0, "da")
    expect(page.locator(".sheet-note").first).to_contain_text("Lea Leit, um")
    server.loses_answers = True
    for number in (1, 2, 3):
        tap(page, number, "da")
    expect(said(page)).to_contain_text("3 noch nicht gesendet.")
    expect(page.locator(".sheet-note").nth(3)).to_have_text("noch nicht gesendet")
    assert MarkChange.objects.count() >= 2
    server.loses_answers = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert (stored(), MarkChange.objects.count()) == ([Mark.PRESENT] * 4, 4)


def test_seventeen_of_twenty_are_there_in_a_few_taps_which_can_be_undone(
    take_phone, leader, address
):
    page = open_sheet(take_phone(leader), address)
    page.evaluate(COUNT_TAPS)
    for number in (3, 11, 17):
        tap(page, number, "entschuldigt")
    page.get_by_role("button", name="Alle übrigen: da").click()
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert page.evaluate("taps") == 4
    assert (stored().count("present"), stored().count("excused")) == (17, 3)
    page.get_by_role("button", name="Rückgängig: 17 auf „da“").click()
    tap(page, 3, "entschuldigt")  # taken back
    expect(page.locator("[aria-pressed=true]")).to_have_count(2)
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert stored() == ["excused", "excused"]


def test_the_later_of_two_devices_decides_and_a_refused_mark_says_why(
    take_phone, leader, other_leader, past_course, people, day, enter, address
):
    past_course.leaders.add(other_leader)
    page = open_sheet(take_phone(leader), address)
    enter(day, (people[0], Mark.EXCUSED), (people[1], Mark.ABSENT), by=other_leader)
    people[2].withdraw()
    for number in range(3):
        tap(page, number, "da")
    rows = page.locator("fieldset.sheet-row")
    for number, word in ((0, "entschuldigt"), (1, "nicht da")):
        expect(rows.nth(number)).to_contain_text(
            re.compile(rf"Inzwischen geändert von Otto Ander um \d\d:\d\d Uhr: „{word}“\.")
        )
    expect(rows.nth(2)).to_contain_text("Der Stand ist jetzt: abgemeldet.")
    expect(said(page)).to_contain_text("3 nicht übernommen.")
    assert violations(page) == []
    rows.nth(0).get_by_role("button", name="„entschuldigt“ lassen").click()
    rows.nth(1).get_by_role("button", name="„da“ eintragen").click()
    rows.nth(2).get_by_role("button", name="Verwerfen").click()
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert stored() == [Mark.EXCUSED, Mark.PRESENT]


def test_an_ended_session_keeps_the_marks_and_logging_out_warns(
    take_phone, leader, server, address
):
    phone = take_phone(leader)
    page = open_sheet(phone, address)
    phone.clear_cookies()
    tap(page, 0, "da")
    expect(said(page)).to_contain_text("1 noch nicht gesendet. Bitte melden Sie sich wieder an.")
    log_in(phone, leader, server)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(said(page)).to_have_text("Alles gespeichert.")
    assert stored() == [Mark.PRESENT]
    phone.set_offline(True)
    tap(page, 1, "da")
    expect(said(page)).to_contain_text("1 noch nicht gesendet.")
    warnings = []

    def answer(dialog):
        warnings.append(dialog.message)
        dialog.dismiss() if len(warnings) == 1 else dialog.accept()

    page.on("dialog", answer)
    leave = page.get_by_role("button", name="Abmelden")
    with page.expect_event("dialog"):
        leave.click()
    assert (len(warnings), "1 noch nicht gesendet" in warnings[0]) == (1, True)
    server.stop()  # what would have been sent on the way out cannot be
    phone.set_offline(False)
    leave.click()
    expect(page.locator("form.sheet-live")).to_have_count(0)
    with pytest.raises(Error):
        page.goto(address)
    assert len(warnings) == 2
    assert stored() == [Mark.PRESENT]


def test_the_first_tap_is_possible_within_a_second_on_a_slow_phone(take_phone, leader, address):
    phone = take_phone(leader)
    page = open_sheet(phone, address)
    slow = phone.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    taken = {}
    for is_offline in (False, True):
        phone.set_offline(is_offline)
        taken[is_offline] = min(ready_after(page) for _try in range(5))
    assert all(milliseconds < 1000 for milliseconds in taken.values()), taken


def ready_after(page):
    page.reload()
    expect(page.locator("form.sheet-live")).to_be_visible()
    return page.evaluate("performance.getEntriesByName('sheet-ready')[0].startTime")


def is_newer_than(page, moment):
    return int(page.locator("form.sheet").get_attribute("data-as-of")) >= moment * 1000


def test_who_just_logged_in_sees_no_page_of_before(take_phone, leader, server, address):
    page = open_sheet(take_phone(leader), address)
    server.late = 0.6  # longer than the network is waited for elsewhere
    asked_at = time.time()
    page.goto(address)
    assert not is_newer_than(page, asked_at)
    page.goto("/konto/sessions/")
    asked_at = time.time()
    with page.expect_navigation():
        page.evaluate("address => { location.href = address; }", address)
    assert is_newer_than(page, asked_at)


def test_a_page_of_an_older_login_logs_out_all_the_same(take_phone, leader, address):
    phone = take_phone(leader)
    page = open_sheet(phone, address)
    page.locator("[name=csrfmiddlewaretoken]").evaluate_all(
        "fields => fields.forEach((field) => { field.value = 'x'.repeat(64); })"
    )
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url(lambda url: "kursleitung" not in url)
    page.goto("/kursleitung/")
    expect(page).to_have_url(re.compile("/konto/login/"))


def test_a_guest_stands_on_the_page_that_is_kept(take_phone, leader, address):
    phone = take_phone(leader)
    page = open_sheet(phone, address)
    page.get_by_label("Name eines Gastes").fill("Gast Muster")
    page.get_by_role("button", name="Gast notieren").click()
    expect(page.locator("#kept")).to_be_visible()
    guests = page.get_by_role("heading", name="Ohne Platz dabei (1)")
    expect(guests).to_be_visible()
    wait_until_kept(page, address, "Gast Muster")
    phone.set_offline(True)
    for where in (address, f"{address}?neu"):
        page.goto(where)
        expect(guests).to_be_visible()


def wait_until_kept(page, address, words):
    page.wait_for_function(
        "async ([address, words]) => (await (await caches.match(address)).text()).includes(words)",
        arg=[address, words],
    )
