"""The product as a story, in a real browser: what residents, staff and leaders do.

The world is the one of `manage.py demo`; every step is taken with and without JavaScript."""

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import expect

from certificates.models import Certificate
from correspondence.models import Message
from correspondence.outbox import deliver_due
from participants.models import Registration, Status
from tests.journey_steps import course_in, register

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# What has no script of its own is told once.
WITHOUT_JAVASCRIPT = pytest.mark.parametrize("open_browser", ["no JavaScript"], indirect=True)
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.fixture(params=["JavaScript", "no JavaScript"])
def open_browser(request, browser, live_server, demo_world, log_in):
    """Return a function that opens a browser of a size, and perhaps logs somebody in."""
    contexts = []

    def start(size, login=None):
        scripts = request.param == "JavaScript"
        context = browser.new_context(
            viewport=size, base_url=live_server.url, java_script_enabled=scripts, locale="de"
        )
        contexts.append(context)
        page = context.new_page()
        if login:
            log_in(page, login)
        return page

    yield start
    for context in contexts:
        context.close()


def test_two_residents_register_and_the_second_waits(open_browser):
    page = open_browser(PHONE)
    first = register(page, "Neu Probefrau", **{"E-Mail-Adresse": "neu@example.org"})
    second = register(page, "Nachbar Muster", Telefonnummer="0421 / 12 34-56")
    found = {row.reference: row for row in course_in("Hemelingen").registrations.all()}
    assert found[first].status == Status.ENROLLED
    assert found[second].status == Status.WAITING
    assert found[second].participant.phone == "+49421123456"
    expect(page.locator("main")).to_contain_text("Platz 1 der Warteliste")
    told = Message.objects.filter(recipient_name__in=["Neu Probefrau", "Nachbar Muster"])
    assert list(told.order_by("pk").values_list("channel", flat=True)) == ["email", "phone"]


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_do(open_browser):
    page = open_browser(PHONE)
    page.goto(f"/kurse/{course_in('Hemelingen').slug}/anmelden/")
    page.get_by_label("Ihr Name").fill("Ada Beispiel")
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page).to_have_title(re.compile(r"^Fehler: "))
    expect(page.get_by_label("Ihr Name")).to_have_value("Ada Beispiel")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "id_phone"


def test_a_couple_registers_together_and_switches_the_language_in_the_middle(open_browser):
    page = open_browser(PHONE)
    page.goto(f"/kurse/{course_in('Hemelingen').slug}/anmelden/")
    page.get_by_label("Ihr Name").fill("Erna Paar")
    page.get_by_label("Telefonnummer").fill("0421 / 12 34-56")
    page.get_by_role("button", name="Eine weitere Person anmelden").click()
    expect(page.locator(".people")).to_contain_text("Erna Paar")
    expect(page.get_by_label("Telefonnummer")).to_have_value("0421 / 12 34-56")
    page.get_by_label("Name der weiteren Person").fill("Karl Par")
    page.get_by_text("Language").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=p2-name]")).to_have_value("Karl Par")
    page.locator("[name=p2-name]").press("Enter")
    expect(page.locator(".person")).to_have_count(2)
    page.get_by_text("Language").click()
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_role("button", name=re.compile("Ändern.*Karl Par")).click()
    page.get_by_label("Name der weiteren Person").fill("Karl Paar")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Wir möchten nur gemeinsam teilnehmen.").check()
    page.get_by_role("button", name="2 Anmeldungen absenden").dblclick(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Anmeldungen")
    shown = page.locator(".reference").all_inner_texts()
    couple = Registration.objects.filter(participant__name__endswith="Paar").order_by("sequence")
    assert [one.participant.name for one in couple] == ["Erna Paar", "Karl Paar"]
    assert [one.reference for one in couple] == shown
    # One seat is left, and neither of them comes alone.
    assert [one.status for one in couple] == [Status.WAITING, Status.WAITING]
    page.go_back()
    page.get_by_role("button", name="2 Anmeldungen absenden").click()
    expect(page.locator(".reference").first).to_have_text(shown[0])
    assert couple.count() == 2
    page.get_by_role("link", name="Seite von Karl Paar öffnen").click()
    expect(page.locator(".reference")).to_have_text(shown[1])


def test_a_resident_goes_back_and_sends_again_and_is_registered_once(open_browser):
    page = open_browser(DESKTOP)
    reference = register(page, "Zwei Klick", Telefonnummer="0421 123456")
    page.go_back()
    page.get_by_role("button", name="Anmeldung absenden").click()
    expect(page.locator(".reference")).to_have_text(reference)
    assert Registration.objects.filter(participant__name="Zwei Klick").count() == 1


def test_a_resident_withdraws_and_sees_the_same_receipt_twice(open_browser):
    page = open_browser(PHONE)
    register(page, "Doch Nicht", Telefonnummer="0421 123456")
    page.get_by_role("link", name="Ich möchte mich abmelden").click()
    own = Registration.objects.get(participant__name="Doch Nicht")
    assert own.status == Status.ENROLLED
    page.locator("main form button[type=submit]").click()
    own.refresh_from_db()
    assert own.status == Status.WITHDRAWN
    page.goto(own.get_absolute_url() + "abmelden/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("abgemeldet"))


@WITHOUT_JAVASCRIPT
def test_a_couple_is_offered_two_seats_and_has_them_when_both_said_yes(open_browser):
    page = open_browser(PHONE)
    course = course_in("Hemelingen")
    page.goto(f"/kurse/{course.slug}/anmelden/")
    page.get_by_label("Ihr Name").fill("Ida Zuzweit")
    page.get_by_label("Telefonnummer").fill("0421 123456")
    page.get_by_role("button", name="Eine weitere Person anmelden").click()
    page.get_by_label("Name der weiteren Person").fill("Udo Zuzweit")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_label("Wir möchten nur gemeinsam teilnehmen.").check()
    page.get_by_role("button", name="2 Anmeldungen absenden").click()
    course.registrations.filter(status=Status.ENROLLED).first().withdraw()
    couple = course.registrations.filter(participant__name__endswith="Zuzweit")
    for ida_or_udo, after in zip(couple, (Status.OFFERED, Status.ENROLLED), strict=True):
        page.goto(ida_or_udo.get_absolute_url())
        page.get_by_role("button", name="Ja, ich nehme den Platz").click()
        assert [one.status for one in couple.all()] == [after, after]
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie haben einen Platz im Kurs.")


@WITHOUT_JAVASCRIPT
def test_staff_ask_on_the_phone_whether_somebody_wants_the_offered_place(open_browser):
    visitor = open_browser(PHONE)
    seated = register(visitor, "Geht Wieder", Telefonnummer="0421 123456")
    register(visitor, "Anna Anruf", Telefonnummer="0421 123457")
    course_in("Hemelingen").registrations.get(reference=seated).withdraw()
    asked = Registration.objects.get(participant__name="Anna Anruf")
    assert (asked.status, asked.offer_ends_at) == (Status.OFFERED, None)
    page = open_browser(DESKTOP, "verwaltung@example.org")
    page.goto("/verwaltung/anrufe/")
    call = page.locator(f"#anruf-{asked.offer_message_id}")
    call.get_by_role("button", name="Nicht erreicht").click()
    expect(call).to_contain_text("1 Versuch")
    call.get_by_role("button", name="Ja, nimmt den Platz").click()
    asked.refresh_from_db()
    assert asked.status == Status.ENROLLED


@WITHOUT_JAVASCRIPT
def test_a_resident_prints_the_form_and_staff_type_in_what_comes_back(open_browser):
    visitor = open_browser(PHONE)
    course = course_in("Hemelingen")
    visitor.goto(course.get_absolute_url())
    link = visitor.get_by_role("link", name="Formular zum Ausdrucken (PDF)")
    printed = visitor.request.get(link.get_attribute("href")).body()
    with pikepdf.open(BytesIO(printed)) as pdf:
        assert str(pdf.docinfo.Title) == f"Anmeldung: {course.title}"
    page = open_browser(DESKTOP, "verwaltung@example.org")
    page.goto(f"/verwaltung/kurse/{course.slug}/papier/")
    page.locator("#id_name").fill("Paula Papier")
    page.locator("#id_street").fill("Musterweg 7")
    page.locator("#id_postal_code").fill("28000")
    page.locator("#id_city").fill("Bremen")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.locator("main")).to_contain_text("Die Anmeldenummer ist")
    registration = Registration.objects.get(participant__name="Paula Papier")
    assert (registration.channel, registration.participant.channel) == ("paper", "post")


@WITHOUT_JAVASCRIPT
def test_a_resident_looks_after_the_own_page(open_browser):
    page = open_browser(PHONE)
    register(page, "Eigene Seite", Telefonnummer="0421 123456")
    page.get_by_role("link", name="Angaben ändern").click()
    page.get_by_label("Telefonnummer").fill("(0421) 65 43 21")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_have_text("Ihre Angaben sind gespeichert.")
    expect(page.locator("main")).to_contain_text("0421 654321")
    link = page.get_by_role("link", name="Termine in meinen Kalender").get_attribute("href")
    assert page.request.get(link).text().count("BEGIN:VEVENT") == 12
    page.get_by_role("link", name="Ich möchte weniger oder nichts bezahlen").click()
    page.get_by_role("button", name="Ja, ich möchte weniger oder nichts bezahlen").click()
    own = Registration.objects.get(participant__name="Eigene Seite")
    assert own.participant.phone == "+49421654321"
    expect(page.get_by_role("link", name="weniger oder nichts bezahlen")).to_have_count(0)


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


def test_a_freed_place_is_offered_to_the_first_for_whom_it_is_enough(open_browser):
    page = open_browser(DESKTOP, "verwaltung@example.org")
    course = course_in("Obervieland")
    page.goto(f"/verwaltung/kurse/{course.slug}/")
    gone = course.registrations.filter(status=Status.ENROLLED).first()
    first = course.registrations.get(participant__name="Zoë O’Muster")
    page.locator("#personen").get_by_role("link", name=gone.participant.name).click()
    page.locator("summary", has_text="Abmelden").first.click()
    reason = page.locator("details[open]").get_by_role("textbox")
    if reason.count():
        reason.fill("hat angerufen")
    page.locator("details[open] button[type=submit]").click()
    first.refresh_from_db()
    assert first.status == Status.OFFERED
    page.goto(f"/verwaltung/kurse/{course.slug}/")
    row = page.locator("#personen tr", has_text=first.reference)
    expect(row).to_contain_text("Platz angeboten")


def test_somebody_accepts_the_offered_place_by_the_link_in_the_mail(
    open_browser, settings, live_server
):
    page = open_browser(PHONE)
    course = course_in("Obervieland")
    course.registrations.filter(status=Status.ENROLLED).first().withdraw()
    offered = course.registrations.get(status=Status.OFFERED, participant__channel="email")
    deliver_due()
    page.goto(offered.get_absolute_url())
    page.get_by_role("button", name="Ja, ich nehme den Platz").click()
    offered.refresh_from_db()
    assert (offered.status, offered.balance()) == (Status.ENROLLED, offered.course.fee)


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
