"""The own page and its forms keep the rules of accessibility too; the numbers are the same.

The public form has its tests in `test_rules`."""

import pytest
from django.conf import settings

from participants.models import Registration
from tests.accessibility.seen import BAD, all_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_rule_1_the_contact_data_are_refused_in_the_same_way(open_page, own):
    page = open_page(f"{own}daten/")
    page.locator("#id_email").fill(BAD)
    page.locator("main form button").click()
    assert page.title().startswith("Fehler: Angaben ändern") is True
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert all_of(page, ".error-summary a", "a => a.hash") == ["#id_email"]
    assert page.locator("#id_email").input_value() == BAD


def test_rule_2_the_contact_fields_say_what_they_are(open_page, own):
    page = open_page(f"{own}daten/")
    page.locator("#id_email").fill(BAD)
    page.locator("main form button").click()
    assert all_of(page, "main form [aria-invalid=true]", "e => e.id") == ["id_email"]
    describes = "e => e.getAttribute('aria-describedby')"
    assert all_of(page, "#id_email", describes) == ["id_email_error"]
    assert all_of(page, "#id_phone", describes) == ["id_phone_helptext"]
    languages = all_of(page, "#id_language", "e => [...e.options].map(o => [o.value, o.lang])")
    codes = [code for code, _name in settings.LANGUAGES]
    assert languages == [[[code, code] for code in codes]]


def test_rule_4_everything_works_without_javascript(open_page, form):
    page = open_page(form, java_script_enabled=False)
    page.get_by_label("Ihr Name").fill("Ada Lovelace")
    page.get_by_label("Telefonnummer", exact=True).fill("0421 123456")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("button", name="Anmeldung absenden").click()
    page.goto(Registration.objects.get().get_absolute_url())
    page.get_by_role("link", name="Angaben ändern").click()
    page.get_by_label("E-Mail-Adresse").fill("ada@example.org")
    page.get_by_role("button", name="Speichern").click()
    assert page.get_by_role("status").inner_text() == "Ihre Angaben sind gespeichert."
    page.get_by_role("link", name="Ich möchte weniger oder nichts bezahlen").click()
    page.get_by_role("button", name="Ja, ich möchte weniger oder nichts bezahlen").click()
    page.get_by_role("link", name="Ich möchte mich abmelden").click()
    page.get_by_role("button", name="Ja, ich melde mich ab").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sie sind abgemeldet."
