"""Forms that need no cookie: where they may be sent from."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from web.visitors_forms import form_of_visitors

OWN = {"Origin": "http://testserver"}


def sent(headers, method="post"):
    """Return the status of the answer to a form that comes with these headers."""
    view = form_of_visitors(lambda request: HttpResponse(status=204))
    request = getattr(RequestFactory(), method)("/kurse/x/anmelden/", headers=headers)
    return view(request).status_code


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {"Origin": "https://biq.example.org"},
        {"Referer": "http://testserver/kurse/x/anmelden/"},
        {},
    ],
)
def test_our_own_pages_and_browsers_that_do_not_say_may_send(headers, settings):
    settings.BASE_URL = "https://biq.example.org"
    assert sent(headers) == 204


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Referer": "http://testserver.evil.example/"},
        {"Origin": "https://evil.example", "Referer": "http://testserver/"},
    ],
)
def test_another_site_may_not_fill_in_our_forms(headers):
    assert sent(headers) == 403


def test_whoever_follows_a_link_from_another_site_sees_the_page():
    assert sent({"Referer": "https://evil.example/"}, "get") == 204


def test_residents_need_no_cookie_on_their_own_page(make_registration):
    browser = Client(enforce_csrf_checks=True)
    page = f"/anmeldung/{make_registration().token}/"
    opened = [browser.get(f"{page}{part}") for part in ("", "abmelden/", "daten/", "wuensche/")]
    sent = browser.post(f"{page}abmelden/", headers=OWN)
    assert [answer.status_code for answer in opened] == [200] * 4
    assert (sent.status_code, list(browser.cookies)) == (302, [])
