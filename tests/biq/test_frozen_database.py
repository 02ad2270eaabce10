"""A database that is slow, frozen or gone ends in the page with the phone number."""

import gc
import logging
import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import Error, close_old_connections, connection, transaction
from django.test import Client, RequestFactory

from biq.error_pages import server_error
from biq.worker import Worker
from courses.models import Course
from participants.models import Registration
from participants.registration.arrival import Application, register
from tests.biq.waiting import PERSON, ask, in_thread, says_when_to_come_back, server_limits

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_statement_that_takes_too_long_ends_in_the_page_with_the_phone_number(
    course, limits, monkeypatch
):
    monkeypatch.setattr(
        Course.objects.__class__, "get_queryset", lambda _: ask("SELECT pg_sleep(30)")
    )
    limits(**server_limits(statement_timeout=100))
    answer = Client(raise_request_exception=False).get(f"/kurse/{course.slug}/")
    assert says_when_to_come_back(answer) == (503, "120", True)


def lock(course):
    with transaction.atomic():
        return Course.objects.locked(course.pk)


def test_a_transaction_that_does_nothing_loses_its_locks_and_is_told(course, limits):
    limits(**server_limits(idle_in_transaction_session_timeout=200))

    def act():
        with transaction.atomic():
            Course.objects.locked(course.pk)
            in_thread(lambda: lock(course)).result()
            Course.objects.get(pk=course.pk)

    assert says_when_to_come_back(answer_to(act)) == (503, "120", True)


def answer_to(action):
    """Return what people see when the action breaks because of the database."""
    try:
        action()
    except Error:
        return server_error(RequestFactory().get("/"))


@contextmanager
def frozen(*pids):
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_a_database_that_is_frozen_counts_as_gone_and_is_asked_anew(course, limits):
    limits(answer_seconds=0.3)
    with frozen(ask("SELECT pg_backend_pid()")):
        browser = Client(raise_request_exception=False)
        answer = browser.get(f"/kurse/{course.slug}/")
        assert says_when_to_come_back(answer) == (503, "120", True)
        close_old_connections()  # as after every request; the client of the tests leaves it out
        assert browser.get(f"/kurse/{course.slug}/").status_code == 200


def test_a_frozen_database_in_the_middle_of_a_registration_stores_nothing(course, limits):
    limits(answer_seconds=0.3)

    def act():
        with transaction.atomic():
            register(course, Application(person=PERSON))
            with frozen(ask("SELECT pg_backend_pid()")):
                Course.objects.locked(course.pk)

    assert says_when_to_come_back(answer_to(act)) == (503, "120", True)
    assert Registration.objects.count() == 0


def test_a_worker_gives_up_a_frozen_database_and_goes_on_with_another_connection(monkeypatch):
    monkeypatch.setattr("biq.worker.PAUSE_SECONDS", 0)
    monkeypatch.setattr("biq.worker.ANSWER_SECONDS", 0.3)
    answers = []

    def job(now):
        answers.append("asked")
        if len(answers) == 1:
            with frozen(ask("SELECT pg_backend_pid()")):
                ask("SELECT 1")
        answers.append(ask("SELECT 1"))
        worker.stop()

    worker = Worker([job])
    worker.run()
    assert answers == ["asked", "asked", 1]
    assert worker.failures == {}


def test_the_health_check_does_not_wait_for_a_frozen_database(limits, monkeypatch):
    monkeypatch.setattr("biq.health.SECONDS", 0.2)
    with frozen(ask("SELECT pg_backend_pid()")):
        answer = Client().get("/gesundheit/")
    assert (answer.status_code, answer.json()) == (503, {"status": "database unavailable"})
    assert Client().get("/gesundheit/").status_code == 200


def test_a_server_that_takes_no_connection_counts_as_gone(course, limits, monkeypatch):
    # A record in the log would hold on to the half-made connection, as the error itself does.
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
    limits(connect_timeout=2)
    folder = Path(connection.settings_dict["HOST"]) / "data"
    with frozen(int((folder / "postmaster.pid").read_text().split()[0])):
        answer = Client(raise_request_exception=False).get(f"/kurse/{course.slug}/")
        assert says_when_to_come_back(answer) == (503, "120", True)
    del answer
    gc.collect()
