"""Addresses that only take a form, and somebody who opens one: from the history, say."""

from django.test import Client

from tests.biq.addresses import fill, lines, session_of, status_of
from tests.biq.table_of_addresses import TABLE


def test_who_opens_an_address_that_only_takes_a_form_is_led_to_its_page(samples, both):
    both.is_superuser = True
    both.save()
    browser = Client()
    browser.force_login(both)
    posts = {route for method, route, *_ in lines(TABLE) if method == "POST"}
    pages = {route for method, route, *_ in lines(TABLE) if method == "GET"}
    led = {route: browser.get(fill(route, samples), follow=True) for route in posts - pages}
    ways = {
        route: [place for place, _status in answer.redirect_chain] for route, answer in led.items()
    }
    assert {route for route, places in ways.items() if not places} == set()
    lost = {
        route for route, places in ways.items() if not fill(route, samples).startswith(places[0])
    }
    assert lost == set()
    gone = {"/bescheid/<token:token>/beenden/": 410}  # what this link opened is over
    assert dict.fromkeys(led, 200) | gone == {
        route: answer.status_code for route, answer in led.items()
    }


def test_no_address_answers_a_reader_with_405(samples, both):
    readers = (None, session_of(both))
    codes = {
        route: {status_of(reader, "GET", fill(route, samples)) for reader in readers}
        for _method, route, *_ in lines(TABLE)
    }
    assert {route for route, found in codes.items() if 405 in found} == set()
