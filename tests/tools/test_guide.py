"""The server's guide in `docs/operation.md`: what it tells an administrator to copy."""

import re
from pathlib import Path

import pytest
from django.conf import settings

GUIDE = Path(settings.BASE_DIR, "docs/operation.md").read_text()
UNITS = [block for block in re.findall(r"(?:^ {4}.*\n|^\n)+", GUIDE, re.M) if "[Service]" in block]
TOKEN = "abcdefghij0123456789ab"


@pytest.mark.parametrize("unit", UNITS, ids=["server", "worker"])
@pytest.mark.parametrize(
    "line",
    ["NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes", "UMask=0077", "User=biq"],
)
def test_both_services_are_shut_in(unit, line):
    assert f"    {line}\n" in unit


def test_the_server_masks_its_logs():
    assert "--logger-class biq.gunicorn_logs.MaskedLogger" in UNITS[0]


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        (f"/anmeldung/{TOKEN}/abmelden/", "/anmeldung/…"),
        (f"/en/danke/{TOKEN}+{TOKEN}/", "/en/danke/…"),
        (f"/kalender/{TOKEN}.ics", "/kalender/…"),
        (f"/bescheid/{TOKEN}/email/0123/", "/bescheid/…"),
        ("/konto/password/reset/key/3-abc-def/", "/konto/password/reset/key/…"),
        (f"/konto/login/?next=%2Fanmeldung%2F{TOKEN}%2F", "/konto/login/?next=%2Fanmeldung%2F…"),
        ("/bescheid/", "/bescheid/"),
        ("/verwaltung/anmeldungen/HEM27-001/", "/verwaltung/anmeldungen/HEM27-001/"),
    ],
)
def test_nginx_masks_its_log(address, logged):
    [pattern] = re.findall(r'^ {8}"~\*(.*?)" "\$biq_before…";$', GUIDE, re.M)
    found = re.match(pattern.replace("(?<", "(?P<"), address, re.I)
    assert (f"{found['biq_before']}…" if found else address) == logged


def test_nginx_takes_what_staff_upload_and_has_a_page_with_the_phone_number():
    assert "client_max_body_size 20m;" in GUIDE
    assert "error_page 502 504 =503 @away;" in GUIDE
    assert '<a href="tel:+493023125000">030 23125 000</a>' in GUIDE
