import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from biq.error_pages import server_error
from courses.models import Course

PHONE = "030\N{NO-BREAK SPACE}23125000"


@pytest.fixture
def no_database(transactional_db, monkeypatch):
    """Return a function that takes the database away until the test ends."""
    away = {"NAME": "/nowhere/biq.sqlite3", "HOST": "127.0.0.1", "PORT": "1"}

    def take_away():
        connection.close()
        for name, value in away.items():
            monkeypatch.setitem(connection.settings_dict, name, value)

    yield take_away
    monkeypatch.undo()
    connection.close()


def test_without_database_a_page_says_that_nothing_arrived(course, no_database):
    no_database()
    answer = Client(raise_request_exception=False).get(f"/kurse/{course.slug}/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "Ihre Angaben sind nicht angekommen." in page
    assert PHONE in page
    assert "nowhere" not in page


@pytest.mark.parametrize("address", ["/", "/verwaltung/", "/konto/login/", "/gesundheit/"])
def test_without_database_those_who_are_logged_in_see_that_page_too(staff, no_database, address):
    browser = Client(raise_request_exception=False)
    browser.force_login(staff)
    no_database()
    answer = browser.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")


def test_a_database_that_goes_away_while_a_page_is_made_is_answered_with_503(course, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Course.objects.__class__, "get_queryset", gone)
    browser = Client(raise_request_exception=False)
    assert browser.get(f"/kurse/{course.slug}/").status_code == 503


def test_an_upload_that_finds_no_room_is_answered_with_the_phone_number(as_staff, monkeypatch):
    def refuse(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", refuse)
    as_staff.raise_request_exception = False
    large = SimpleUploadedFile("x.png", b"x" * 3_000_000)
    answer = as_staff.post(reverse("certificates:default_template_save"), {"logo": large})
    page = answer.content.decode()
    assert (answer.status_code, PHONE in page) == (503, True)


def test_an_error_shows_the_phone_number_and_nothing_technical():
    answer = server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Das liegt an uns, nicht an Ihnen." in page
    assert PHONE in page


def test_a_request_for_a_foreign_host_is_answered_with_the_phone_number(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert PHONE in answer.content.decode()


def test_an_unknown_address_is_answered_in_german(client, db):
    answer = client.get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


OURS = {"Origin": "http://testserver"}
OURS_OLD = {"Referer": "http://testserver/kurse/hemelingen-2027/anmelden/"}
FOREIGN = {"Origin": "https://evil.example"}


def sent_too_late(address, headers):
    """Return the answer to a form whose token was too old."""
    typed = {"name": "<b>Ada</b>", "csrfmiddlewaretoken": "old"}
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = "a" * 32
    return browser.post(address, typed, headers=headers)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/kurse/hemelingen-2027/anmelden/absenden/", FOREIGN),
        ("/kurse/hemelingen-2027/anmelden/absenden/", {"Origin": "null"}),
        ("/kurse/hemelingen-2027/anmelden/", {"Referer": "http://testserver.evil.example/"}),
        ("/kurse/hemelingen-2027/anmelden/", {**FOREIGN, **OURS_OLD}),
        ("/verwaltung/kurse/hemelingen-2027/absagen/", FOREIGN),
        ("/anmeldung/aaaaaaaaaaaaaaaaaaaaaa/abmelden/", FOREIGN),
        ("/konto/login/", OURS),
    ],
)
def test_other_forms_are_never_filled_in_for_somebody_else(course, address, headers):
    answer = sent_too_late(address, headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>Bitte laden Sie die Seite neu</h1>" in page
    assert ("<form" in page, "Ada" in page) == (False, False)
