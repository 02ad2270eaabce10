"""Passkeys work under our strict Content Security Policy, in a real browser."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

pytestmark = pytest.mark.browser


@pytest.fixture
def key(page):
    """Give the browser a key that says yes to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def local(live_server):
    """Return the server's address by a name: a passkey belongs to a name, never to a number."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    with override_settings(ALLOWED_HOSTS=["*"], BASE_URL=address):
        yield address


def log_in(page, local, user):
    page.goto(f"{local}/konto/login/?next=/verwaltung/")
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill("pw")
    page.get_by_role("button", name="Anmelden").click()


def test_a_passkey_is_set_up_and_opens_the_door(page, local, staff, key):
    refused = []
    page.on("console", lambda line: refused.append(line.text) if "Policy" in line.text else None)
    log_in(page, local, staff)
    page.get_by_role("link", name="Mein Zugang").click()
    page.get_by_role("link", name="Passkey einrichten").click()
    if page.get_by_label("Passwort").count():
        page.get_by_label("Passwort").fill("pw")
        page.locator("main button[type=submit]").first.click()
    assert page.get_by_label("Name").input_value() == "Passkey 1"
    assert page.get_by_label("Ohne Passwort anmelden").is_checked()
    page.get_by_role("button", name="Einrichten").click()
    page.get_by_text("Der Passkey ist eingerichtet.").wait_for()
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == [
        "recovery_codes",
        "webauthn",
    ]
    page.context.clear_cookies()

    page.goto(f"{local}/konto/login/?next=/verwaltung/")
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url(f"{local}/verwaltung/")
    page.context.clear_cookies()

    log_in(page, local, staff)
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url(f"{local}/verwaltung/")
    assert refused == []
