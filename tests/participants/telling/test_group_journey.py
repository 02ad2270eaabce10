"""A leader writes to the group on a phone, looks at who gets it and how, and sends it once."""

import pytest
from playwright.sync_api import expect

from correspondence.models import Message
from participants.models import GroupMessage
from tests.accessibility.judge import Shape, violations
from tests.journey_steps import course_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SHAPES = (Shape(320), Shape(1280, "dark"))


@pytest.fixture
def page(browser, live_server, demo_world):
    context = browser.new_context(base_url=live_server.url, locale="de")
    yield context.new_page()
    context.close()


def test_a_leader_writes_to_the_group_on_a_phone(page, log_in):
    Shape(320).take(page)
    log_in(page, "leitung@example.org")
    page.goto(f"/kursleitung/{course_in('Osterholz').slug}/")
    page.get_by_role("link", name="Nachricht schreiben").click()
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte schreiben Sie einen Betreff.")
    page.get_by_label("Betreff").fill("Treffpunkt")
    page.get_by_label("Text", exact=True).fill("Wir treffen uns am Bahnhof.")
    page.get_by_role("button", name="Weiter").click()
    main = page.locator("main")
    expect(main).to_contain_text("Alle mit Platz: 11 Menschen: 7 E\N{NON-BREAKING HYPHEN}Mails")
    expect(main).to_contain_text("Anrufe und Briefe macht die Verwaltung.")
    expect(main).to_contain_text("Lena Demoleitung schreibt Ihnen")
    assert violations(page, SHAPES) == []
    told = Message.objects.filter(occasion="group_message")
    assert told.count() == 0
    page.get_by_role("button", name="Jetzt senden").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Treffpunkt")
    expect(main).to_contain_text("Geschrieben an 11 Menschen")
    assert violations(page, SHAPES) == []
    assert (told.count(), GroupMessage.objects.count()) == (11, 1)
