import logging
import re

import pytest

from tests.biq.addresses import routes
from web.masked_logs import MaskedFormatter, masked

SECRET = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
# The parts of addresses that open something to whoever has them.
SECRETS = r"<(?:\w+:)?(token|tokens|calendar_token|seal|key|uidb36)>"
# The key of a kept form opens nothing without the session of its user.
NO_SECRETS = {"/konto/noch-nicht-gespeichert/<str:key>/", "/konto/confirm-email/<key>/"}


def secret_routes():
    return sorted(one for one in routes() - NO_SECRETS if re.search(SECRETS, one))


def test_there_are_such_addresses():
    assert "/anmeldung/<token:token>/email/<seal:seal>/" in secret_routes()
    assert "/kalender/<token:calendar_token>.ics" in secret_routes()


@pytest.mark.parametrize("before", ["", "/en", "https://biq.example.org/tr"])
@pytest.mark.parametrize("route", secret_routes())
def test_every_secret_in_an_address_is_masked(route, before):
    line = f"Not Found: {before}{re.sub(SECRETS, SECRET, route)} 404"
    assert SECRET not in masked(line)
    assert masked(line).startswith(f"Not Found: {before}/")


def test_an_address_inside_of_an_address_is_masked():
    line = f"GET /konto/login/?next=%2Fanmeldung%2F{SECRET}%2Fdaten%2F HTTP/1.1"
    assert masked(line) == "GET /konto/login/?next=%2Fanmeldung%2F…%2Fdaten%2F HTTP/1.1"


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /verwaltung/anmeldungen/HEM27-001/zahlung/",
        "Not Found: /kurse/hemelingen-2027/anmelden/absenden/",
        "GET /bescheid/ HTTP/1.1",
        "GET /konto/password/reset/key/done/ HTTP/1.1",
        "GET /z/AB12CD34 HTTP/1.1",
    ],
)
def test_what_is_no_secret_stays_readable(line):
    assert masked(line) == line


def console():
    """Return the handlers through which everything that is logged leaves the process."""
    every = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    found = {handler for one in every for handler in one.handlers}
    return [one for one in found if type(one) is logging.StreamHandler]


def test_every_way_out_is_masked():
    assert {type(handler.formatter) for handler in console()} == {MaskedFormatter}


def test_a_page_that_is_not_found_leaves_no_token_in_the_log(client, db, caplog):
    client.get(f"/anmeldung/{SECRET[:22]}/gibt-es-nicht/")
    [handler] = console()
    lines = [handler.format(record) for record in caplog.records]
    assert lines == ["Not Found: /anmeldung/…/gibt-es-nicht/"]


def test_a_traceback_is_masked_too():
    try:
        raise ValueError(f"/danke/{SECRET}/")
    except ValueError as error:
        record = logging.LogRecord("x", 40, "x", 1, "Oh", (), (ValueError, error, None))
    assert MaskedFormatter().format(record) == "Oh\nValueError: /danke/…/"
