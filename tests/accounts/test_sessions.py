"""Sessions end after a time without use, and people see and end their own."""

from datetime import timedelta
from time import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import sessions
from accounts.templatetags.browsers import browser_name
from tests.accounts.test_access_log import lines
from tests.accounts.test_login import log_in

SESSIONS = "/konto/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile "
    "Safari/537.36"
)


def hours_left():
    """Return for how many hours the one session would last from now on."""
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / 3600, 1)


@pytest.mark.parametrize(("role", "hours"), [("staff", 2), ("leader", 12), ("both", 2)])
def test_leaders_stay_longer_than_staff(client, request, role, hours):
    log_in(client, request.getfixturevalue(role).email)
    assert hours_left() == hours


def use_it(client, monkeypatch, minutes):
    """Open a page so many minutes after the login; the session's end does not wait."""
    ends_at = Session.objects.get().expire_date - timedelta(minutes=minutes)
    Session.objects.update(expire_date=ends_at)
    monkeypatch.setattr(sessions, "time", lambda: time() + minutes * 60)
    return client.get("/verwaltung/")


def test_who_does_something_stays(client, staff, monkeypatch):
    log_in(client, staff.email)
    assert use_it(client, monkeypatch, 119).status_code == 200
    assert hours_left() == 2


def test_it_is_not_written_at_every_page(client, staff, monkeypatch):
    log_in(client, staff.email)
    use_it(client, monkeypatch, 4)
    assert hours_left() == 1.9


def test_who_does_nothing_is_out(client, staff, monkeypatch):
    log_in(client, staff.email)
    answer = use_it(client, monkeypatch, 121)
    assert answer.url == "/konto/login/?next=/verwaltung/"


def test_the_worker_clears_what_is_over(client, staff):
    log_in(client, staff.email)
    log_in(Client(), staff.email)
    old = Session.objects.order_by("pk").first()
    Session.objects.filter(pk=old.pk).update(expire_date=timezone.now() - timedelta(minutes=1))
    sessions.clear_sessions(timezone.now())
    [left] = Session.objects.all()
    assert [row.session_key for row in UserSession.objects.all()] == [left.pk]


def test_somebody_sees_where_they_are_logged_in_and_ends_the_others(staff):
    here, phone = Client(headers={"User-Agent": FIREFOX}), Client(headers={"User-Agent": PHONE})
    for browser in (here, phone):
        log_in(browser, staff.email)
    page = here.get(SESSIONS).content.decode()
    assert "<strong>Firefox, Linux</strong> – dieses Gerät" in page
    assert "<strong>Chrome, Android</strong>" in page
    here.post(SESSIONS)
    assert phone.get("/verwaltung/").url == "/konto/login/?next=/verwaltung/"
    assert here.get("/verwaltung/").status_code == 200
    assert lines()[-1] == ("sessions_ended", "Vera Wal", "", "")


def test_nobody_sees_the_devices_of_somebody_else(client, staff, lead):
    log_in(Client(headers={"User-Agent": PHONE}), lead.email)
    log_in(client, staff.email)
    assert "Android" not in client.get(SESSIONS).content.decode()


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36 Edg/130", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18 Safari/604", "Safari, iPhone"),
        ("curl/8", "unbekanntes Gerät"),
    ],
)
def test_a_browser_is_called_as_people_know_it(user_agent, name):
    assert browser_name(user_agent) == name


def test_somebody_ends_one_of_the_own_sessions_and_stays_logged_in_elsewhere(staff):
    here, phone, tablet = (Client(headers={"User-Agent": FIREFOX}) for _ in range(3))
    for browser in (here, phone, tablet):
        log_in(browser, staff.email)
    one = UserSession.objects.get(session_key=phone.session.session_key)
    address = f"{SESSIONS}{one.pk}/beenden/"
    assert here.get(SESSIONS).content.decode().count(f'action="{address}"') == 1
    assert here.post(address).url == SESSIONS
    codes = [browser.get("/verwaltung/").status_code for browser in (here, phone, tablet)]
    assert codes == [200, 302, 200]
    assert lines()[-1] == ("sessions_ended", "Vera Wal", "", "")


def test_nobody_ends_the_session_of_somebody_else(client, staff, lead):
    other = Client()
    log_in(other, lead.email)
    log_in(client, staff.email)
    client.post(f"{SESSIONS}{UserSession.objects.get(user=lead).pk}/beenden/")
    assert other.get("/verwaltung/").status_code == 200


def test_a_session_from_before_devices_were_noted_is_ended_and_kept_forms_stay(client, staff):
    log_in(client, staff.email)
    UserSession.objects.all().delete()
    Client().post("/verwaltung/anmeldungen/HEM1-001/zahlung/", {"amount": "5"})
    number = Session.objects.count()
    sessions.clear_sessions(timezone.now())
    assert Session.objects.count() == number - 1
    assert client.get("/verwaltung/").url == "/konto/login/?next=/verwaltung/"


def test_a_login_of_this_moment_is_not_ended(client, staff):
    client.force_login(staff)
    sessions.clear_sessions(timezone.now())
    assert client.get("/verwaltung/").status_code == 200


@pytest.mark.parametrize(("role", "scripts"), [("leader", 1), ("staff", 0)])
def test_who_logs_out_here_leaves_nothing_of_a_leader_on_the_device(client, request, role, scripts):
    log_in(client, request.getfixturevalue(role).email)
    page = client.get(SESSIONS).content.decode()
    assert page.count("js/attendance/logout.js") == scripts
