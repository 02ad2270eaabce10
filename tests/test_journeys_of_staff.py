"""The product as a story, in a real browser: what staff and leaders do.

The world is the one of `manage.py demo`; every step is taken with and without JavaScript."""

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import expect

from certificates.models import Certificate
from participants.models import Registration, Status
from tests.journey_steps import DESKTOP, PHONE, WITHOUT_JAVASCRIPT, course_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_staff_register_by_phone_with_the_keyboard_alone(open_browser):
    page = open_browser(DESKTOP, "verwaltung@example.org")
    page.goto(f"/verwaltung/kurse/{course_in('Hemelingen').slug}/telefon/")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Anrufer Muster")
    expect(page.locator("#id_name")).to_have_value("Anrufer Muster")
    for _ in ("Name", "E-Mail-Adresse"):
        page.keyboard.press("Tab")
    page.keyboard.type("0421 123456")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Die Anmeldenummer ist")
    registration = Registration.objects.get(participant__name="Anrufer Muster")
    assert (registration.status, registration.channel) == (Status.ENROLLED, "phone")


def test_staff_grant_a_waiver_and_note_a_payment(open_browser):
    page = open_browser(DESKTOP, "verwaltung@example.org")
    enrolled = course_in("Hemelingen").registrations.order_by("sequence")
    payer, freed = enrolled[0], enrolled[3]
    page.goto(f"/verwaltung/anmeldungen/{freed.reference}/")
    page.locator("summary", has_text="vereinbaren").click()
    page.locator("details[open]").get_by_label("nichts").check()
    page.locator("details[open] button[type=submit]").click()
    assert freed.balance() == 0
    page.goto(f"/verwaltung/anmeldungen/{payer.reference}/")
    page.locator("summary", has_text="Zahlung").click()
    page.locator("details[open]").get_by_label("Betrag").fill("12,50")
    page.locator("details[open] button[type=submit]").click()
    assert str(payer.balance()) == "37.50"
    expect(page.locator("main")).to_contain_text("37,50")


@WITHOUT_JAVASCRIPT  # the other way stands in tests/biq/leaders/test_offline.py
def test_a_leader_enters_attendance_on_a_phone(open_browser):
    page = open_browser(PHONE, "leitung@example.org")
    page.goto("/kursleitung/")
    page.get_by_role("link", name="Anwesenheit eintragen").first.click()
    rows = page.locator("fieldset.sheet-row")
    names = rows.locator("legend").all_inner_texts()
    for index in range(len(names) - 1):
        rows.nth(index).get_by_label("da", exact=True).check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text("1 offen")
    course = course_in("Osterholz")
    held = [day for day in course.days() if day.is_held]
    assert held[-1].attendances.count() == len(names) - 1


@WITHOUT_JAVASCRIPT
def test_a_leader_composes_a_block_on_a_phone_with_the_keyboard(open_browser):
    page = open_browser(PHONE, login="leitung@example.org")
    page.get_by_role("link", name="Bürger im Quartier Hemelingen").click()
    page.get_by_role("link", name="Programm planen").click()
    page.get_by_role("link", name="Block 3").click()
    for title, length in (("Ankommen", "20"), ("Rundgang", "1:30")):
        page.get_by_role("link", name="Programmpunkt hinzufügen").first.click()
        page.get_by_label("Titel").fill(title)
        page.get_by_label("Dauer").fill(length)
        page.get_by_label("Dauer").press("Enter")
    page.get_by_role("link", name=re.compile("Einplanen.*Ortsamt")).click()
    page.get_by_role("button", name="Einplanen").press("Enter")
    items = page.locator("li.item")
    expect(items.nth(2)).to_contain_text("11:50–12:50")
    page.get_by_role("button", name=re.compile("Ortsamt.* nach oben")).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("um 10:20 Uhr")
    # The moved item is where the keyboard goes on.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').textContent").count("Ortsamt") >= 1
    expect(items.nth(2)).to_contain_text("11:20–12:50")
    expect(page.locator(".remarks").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Abgesagt.*Ortsamt")).press("Enter")
    expect(items.nth(1)).to_contain_text("noch kein Partner")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_leader_sees_only_the_own_courses(open_browser):
    page = open_browser(PHONE, "leitung2@example.org")
    answer = page.goto(f"/kursleitung/{course_in('Osterholz').slug}/")
    assert answer.status == 404


def test_certificates_are_printed_as_one_pdf_and_checked_by_their_code(open_browser):
    page = open_browser(DESKTOP, "verwaltung@example.org")
    course = course_in("Vegesack")
    page.goto(f"/verwaltung/kurse/{course.slug}/zertifikate/")
    expect(page.locator("main")).to_contain_text("17 von 17 fertig")
    bound = page.request.get(f"/verwaltung/kurse/{course.slug}/zertifikate/alle.pdf")
    with pikepdf.open(BytesIO(bound.body())) as pdf:
        assert len(pdf.pages) == 17
    certificate = Certificate.objects.get(printed_name="Gülşen Örnek")
    visitor = open_browser(PHONE)
    visitor.goto(f"/zertifikat/{certificate.code.lower()}/")
    expect(visitor.locator("main")).to_contain_text("Dieses Papier ist gültig.")
    expect(visitor.locator("main")).not_to_contain_text("Gülşen")
