"""What staff can read about who came in."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from accounts.access_log import AccessRecord, clear_access_log
from tests.accounts.test_login import ACTIVATE, current_code, log_in

SECRET = "JBSWY3DPEHPK3PXP"
LIST = "/verwaltung/accounts/accessrecord/"


def lines():
    """Return (what, whom, by whom, what for), the oldest first."""
    rows = AccessRecord.objects.order_by("pk").select_related("user", "by")
    return [(row.kind, str(row.user or ""), str(row.by or ""), row.subject) for row in rows]


def test_sign_ins_and_wrong_passwords_are_noted(client, staff):
    log_in(client, staff.email, "falsch")
    log_in(client, "Geheim-statt-Adresse@example.org", "falsch")
    log_in(client, staff.email)
    assert lines() == [
        ("wrong_password", "Vera Wal", "", ""),
        ("wrong_password", "", "", ""),
        ("signed_in", "Vera Wal", "", ""),
    ]
    assert {row.connection for row in AccessRecord.objects.all()} == {"127.0.0.1"}


def test_a_wrong_code_is_noted(client, staff):
    TOTP.activate(staff, SECRET)
    log_in(client, staff.email)
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert lines() == [("wrong_code", "Vera Wal", "", "")]


def test_a_second_factor_that_is_set_up_is_noted(
    client, staff, settings, django_capture_on_commit_callbacks
):
    settings.STAFF_NEED_SECOND_FACTOR = True
    log_in(client, staff.email)
    again = {"password": "pw", "next": ACTIVATE}
    page = client.post("/konto/reauthenticate/", again, follow=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ACTIVATE, {"code": current_code(page.context["form"].secret)})
    assert lines()[-1] == ("factor_added", "Vera Wal", "", "")


def test_a_second_factor_that_staff_take_away_is_noted_with_who_did_it(as_staff, leader):
    TOTP.activate(leader, SECRET)
    as_staff.post(f"/verwaltung/accounts/user/{leader.pk}/zweiter-faktor/")
    assert lines() == [("factor_reset", "Lea Leit", "Vera Wal", "")]


@pytest.mark.parametrize("name", ["anmeldungen.csv", "buchungen.xlsx"])
def test_an_export_is_noted(as_staff, course, name):
    as_staff.get(f"/verwaltung/kurse/{course.slug}/{name}")
    rooms, kind = name.split(".")
    file = f"{rooms}-{course.slug}-{timezone.localdate()}.{kind}"
    assert lines() == [("exported", "Vera Wal", "", file)]


def test_staff_read_the_log_and_cannot_change_it(as_staff, client, staff):
    log_in(Client(), staff.email, "falsch")
    page = as_staff.get(LIST).content.decode()
    assert "falsches Passwort" in page
    row = AccessRecord.objects.get()
    assert as_staff.post(f"{LIST}{row.pk}/change/", {"kind": "exported"}).status_code == 403
    assert as_staff.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_log_is_kept_for_half_a_year(staff):
    now = timezone.now()
    for days in (181, 179):
        AccessRecord.objects.create(kind="signed_in", user=staff, at=now - timedelta(days=days))
    clear_access_log(now)
    assert AccessRecord.objects.get().at == now - timedelta(days=179)
