"""What a screen reader finds in the public form that was refused, word for word."""

from pathlib import Path

import pytest
from django.urls import reverse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# When the form changes on purpose, read what the test prints before it is stored here.
STORED = Path(__file__).with_name("refused_form.yaml")


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_the_tree_of_the_refused_form_is_the_one_that_was_read(page, course):
    page.goto(reverse("registration_form", args=[course.slug]))
    page.locator("#id_email").fill("erna@")
    page.locator("#id_under_age").check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert page.locator("main").aria_snapshot().strip() == STORED.read_text().strip()


def test_the_enter_key_goes_on_and_asks_for_nobody_else(page, course):
    page.goto(reverse("registration_form", args=[course.slug]))
    page.locator("#id_email").fill("erna@example.org")
    page.locator("#id_name").fill("Erna Muster")
    page.locator("#id_name").press("Enter")
    page.wait_for_load_state()
    sent = page.locator("form").evaluate_all("forms => forms.map(form => form.action)")
    assert any(address.endswith("/anmelden/absenden/") for address in sent)
    assert page.get_by_role("heading", name="Person 2").count() == 0
