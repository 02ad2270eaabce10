"""Wrong passwords slow down who tries them, and nobody else."""

import re

import pytest
from django.test import Client

from accounts import access_log
from correspondence.models import Message
from tests.accounts.test_login import log_in


@pytest.fixture(autouse=True)
def proxy(settings):
    """Let a test say where a request comes from."""
    settings.TRUSTED_PROXIES = 1


def at(connection, browser=None):
    """Return a browser behind this connection."""
    browser = browser or Client()
    browser.defaults["HTTP_X_FORWARDED_FOR"] = connection
    return browser


def is_in(answer):
    return answer.status_code == 302


def test_after_five_wrong_passwords_the_right_one_does_not_help_there(staff):
    here = at("192.0.2.1")
    for _ in range(5):
        log_in(here, staff.email, "falsch")
    answer = log_in(here, staff.email)
    assert not is_in(answer)
    assert "Das waren sehr viele Versuche. Bitte warten Sie etwas." in answer.content.decode()


def test_seven_wrong_passwords_from_seven_connections_lock_nobody_out(staff):
    for number in range(7):
        log_in(at(f"192.0.2.{number}"), staff.email, "falsch")
    assert is_in(log_in(at("198.51.100.1"), staff.email))


def test_a_hundred_from_a_hundred_connections_lock_nobody_out(staff):
    for number in range(100):
        log_in(at(f"192.0.2.{number}"), staff.email, "falsch")
    assert is_in(log_in(at("198.51.100.1"), staff.email))


def test_an_address_that_is_tried_from_everywhere_has_one_try_a_minute_left(staff):
    for number in range(21):
        log_in(at(f"192.0.2.{number}"), staff.email, "falsch")
    slow = at("198.51.100.1")
    log_in(slow, staff.email, "falsch")
    assert not is_in(log_in(slow, staff.email))
    assert is_in(log_in(at("198.51.100.2"), staff.email))


def test_the_own_browser_gets_in_from_a_connection_that_a_stranger_used_up(staff):
    own = at("192.0.2.1")
    log_in(own, staff.email)
    own.post("/konto/logout/")
    stranger = at("192.0.2.1")
    for _ in range(6):
        log_in(stranger, staff.email, "falsch")
    assert not is_in(log_in(stranger, staff.email))
    assert is_in(log_in(own, staff.email))


def test_an_own_browser_has_five_tries_too(staff):
    own = at("192.0.2.1")
    log_in(own, staff.email)
    own.post("/konto/logout/")
    for _ in range(5):
        log_in(own, staff.email, "falsch")
    assert not is_in(log_in(own, staff.email))


def test_a_forged_cookie_is_no_known_browser(staff):
    forged = at("192.0.2.1")
    for number in range(6):
        forged.cookies["browser"] = f"W1siYSIsMV1d:{number}:x"
        log_in(forged, staff.email, "falsch")
    assert not is_in(log_in(forged, staff.email))


def test_one_connection_tries_twenty_addresses(staff):
    here = at("192.0.2.1")
    for number in range(20):
        log_in(here, f"wer{number}@example.org", "falsch")
    assert not is_in(log_in(here, staff.email))


def test_a_house_with_ipv6_is_one_connection(staff):
    for number in range(5):
        log_in(at(f"2001:db8::{number}"), staff.email, "falsch")
    assert not is_in(log_in(at("2001:db8::ffff"), staff.email))
    assert is_in(log_in(at("2001:db8:0:1::1"), staff.email))


def test_the_right_password_never_counts(staff):
    here = at("192.0.2.1")
    for _ in range(8):
        assert is_in(log_in(here, staff.email))
        here.post("/konto/logout/")
        here.cookies.pop("browser")


def test_without_a_known_connection_nothing_breaks(staff):
    assert is_in(log_in(at("unknown"), staff.email))
    assert access_log.AccessRecord.objects.get().connection == ""


def test_who_goes_on_trying_a_blocked_address_uses_up_nobody_elses_tries(staff, leader):
    for _ in range(25):
        log_in(at("192.0.2.1"), staff.email, "falsch")
    assert is_in(log_in(at("192.0.2.1"), leader.email))


def test_tries_that_were_refused_are_noted_too(staff):
    for _ in range(7):
        log_in(at("192.0.2.1"), staff.email, "falsch")
    noted = access_log.AccessRecord.objects.filter(kind="wrong_password", user=staff)
    assert noted.count() == 7


def test_who_chose_a_new_password_gets_in_at_once(staff, outbox):
    here = at("192.0.2.1")
    for _ in range(6):
        log_in(here, staff.email, "falsch")
    choose_anew(here, staff)
    assert is_in(log_in(here, staff.email, "Probe-Sonne-7"))


def test_a_new_password_frees_nobody_elses_connection(staff, outbox):
    for connection in ("192.0.2.1", "192.0.2.2"):
        for _ in range(6):
            log_in(at(connection), staff.email, "falsch")
    choose_anew(at("192.0.2.1"), staff)
    assert not is_in(log_in(at("192.0.2.2"), staff.email, "Probe-Sonne-7"))


def choose_anew(browser, user):
    """Follow the link that sets a new password."""
    browser.post("/konto/password/reset/", {"email": user.email})
    [link] = re.findall(r"/konto/password/reset/key/\S+", Message.objects.latest("pk").body)
    page = browser.get(link, follow=True)
    new = {"password1": "Probe-Sonne-7", "password2": "Probe-Sonne-7"}
    assert browser.post(page.request["PATH_INFO"], new).status_code == 302


def test_a_neighbourhood_asks_for_links_a_hundred_and_twenty_times_an_hour(staff):
    def ask(number):
        email = {"email": f"wer{number}@example.org"}
        here = at(f"2001:db8:0:{number % 5:x}::1")
        return here.post("/konto/password/reset/", email).status_code

    assert {ask(number) for number in range(120)} == {302}
    assert ask(121) == 200
