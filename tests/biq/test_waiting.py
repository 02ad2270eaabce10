"""Nobody waits for ever: what is locked, slow or frozen ends in the page with the phone number."""

import gc
import logging
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest
from django.db import Error, close_old_connections, connection, connections, transaction
from django.test import Client, RequestFactory

from biq.error_pages import server_error
from biq.worker import Worker
from courses.models import Course
from participants.models import Registration, Status
from participants.registration.arrival import Application, register
from tests.plugins.another_process import await_truth, variables
from tools.benchmark import race, server

PHONE = "030\N{NO-BREAK SPACE}23125000"
PERSON = {"name": "Ada Beispiel", "phone": "0421 361 0", "channel": "phone"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def limits(monkeypatch):
    """Return a function that sets options for the connections to come, also those of threads."""

    def limit(**options):
        connection.close()
        for name, value in options.items():
            monkeypatch.setitem(connection.settings_dict["OPTIONS"], name, value)

    yield limit
    monkeypatch.undo()
    connection.close()


def server_limits(**milliseconds):
    return {"options": " ".join(f"-c {name}={value}" for name, value in milliseconds.items())}


def short_lock():
    if connection.vendor == "sqlite":
        return {"timeout": 0.2}
    return server_limits(lock_timeout=200)


@contextmanager
def locked(course):
    """Hold the row of the course from another connection until the block ends."""
    held, done = Event(), Event()

    def hold():
        try:
            with transaction.atomic():
                Course.objects.locked(course.pk)
                held.set()
                done.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        yield done
    finally:
        done.set()
        holder.join()


def lock(course):
    with transaction.atomic():
        return Course.objects.locked(course.pk)


def withdraw(token):
    browser = Client(raise_request_exception=False)
    return browser.post(f"/anmeldung/{token}/abmelden/", {"sure": "1"})


def in_thread(action):
    """Do it in a thread with a connection of its own; return its future."""

    def act():
        try:
            return action()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(act)
    pool.shutdown(wait=False)
    return future


def says_when_to_come_back(answer):
    page = answer.content.decode()
    return answer.status_code, answer["Retry-After"], PHONE in page


def test_whoever_waits_too_long_for_a_locked_course_reads_whom_to_call(course, limits):
    person = register(course, Application(person=PERSON))
    limits(**short_lock())
    with locked(course):
        assert says_when_to_come_back(withdraw(person.token)) == (503, "120", True)
    person.refresh_from_db()
    assert person.status == Status.ENROLLED
    assert withdraw(person.token).status_code == 302


def test_pages_and_the_health_check_answer_while_a_course_is_locked(course, limits):
    limits(**short_lock())
    with locked(course):
        addresses = ("/", "/impressum/", f"/kurse/{course.slug}/", "/gesundheit/")
        assert [Client().get(address).status_code for address in addresses] == [200] * 4


@pytest.mark.postgres
def test_the_server_answers_while_six_people_wait_for_a_locked_course(course, collected_static):
    paths = [leaving(course) for _ in range(6)]
    place = {"STATIC_ROOT": str(collected_static), "BASE_URL": "http://127.0.0.1"}
    environment = {**variables(), **place}
    with server.running(environment) as web, locked(course) as done:
        answers = [in_thread(lambda path=path: send(web.port, path)) for path in paths]
        await_truth(lambda: waiting_for_a_lock() == 6)
        found = [get(web.port, path) for path in ("/", "/impressum/", "/gesundheit/")]
        assert (found, waiting_for_a_lock()) == ([200] * 3, 6)
        done.set()
        assert [answer.result() for answer in answers] == [302] * 6


def leaving(course):
    """Return the address where somebody new gives the place back."""
    return f"/anmeldung/{register(course, Application(person=PERSON)).token}/abmelden/"


def get(port, path):
    """Return the status of the answer, which has to come within five seconds."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return answer.status


def send(port, path):
    """Return the status of the answer to a form with nothing but its token, however late."""
    token = "a" * 32
    server = HTTPConnection("127.0.0.1", port)
    body, headers = f"sure=1&csrfmiddlewaretoken={token}", {"Cookie": f"csrftoken={token}"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(server):
        server.request("POST", path, body, headers)
        return server.getresponse().status


def waiting_for_a_lock():
    return ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")


@pytest.mark.postgres
def test_two_hundred_who_wait_two_seconds_for_three_places_are_all_served(make_course):
    course = make_course("rennen", capacity=race.SEATS)
    crowd = [race.registering(course, 1) for _ in range(200)]
    with locked(course) as done:
        running = in_thread(lambda: race.at_once(crowd))
        await_truth(lambda: longest_wait() > 2)
        done.set()
        running.result()
    found = race.outcome(course)
    assert found == {"enrolled": 3, "waiting": 197, "strict": True, "units": 197}


def longest_wait():
    """Return for how many seconds somebody has been waiting for a lock."""
    return ask(
        "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0)"
        " FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    )


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.postgres
def test_a_statement_that_takes_too_long_ends_in_the_page_with_the_phone_number(
    course, limits, monkeypatch
):
    monkeypatch.setattr(
        Course.objects.__class__, "get_queryset", lambda _: ask("SELECT pg_sleep(30)")
    )
    limits(**server_limits(statement_timeout=100))
    answer = Client(raise_request_exception=False).get(f"/kurse/{course.slug}/")
    assert says_when_to_come_back(answer) == (503, "120", True)


@pytest.mark.postgres
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


@pytest.mark.postgres
def test_a_database_that_is_frozen_counts_as_gone_and_is_asked_anew(course, limits):
    limits(answer_seconds=0.3)
    with frozen(ask("SELECT pg_backend_pid()")):
        browser = Client(raise_request_exception=False)
        answer = browser.get(f"/kurse/{course.slug}/")
        assert says_when_to_come_back(answer) == (503, "120", True)
        close_old_connections()  # as after every request; the client of the tests leaves it out
        assert browser.get(f"/kurse/{course.slug}/").status_code == 200


@pytest.mark.postgres
def test_a_frozen_database_in_the_middle_of_a_registration_stores_nothing(course, limits):
    limits(answer_seconds=0.3)

    def act():
        with transaction.atomic():
            register(course, Application(person=PERSON))
            with frozen(ask("SELECT pg_backend_pid()")):
                Course.objects.locked(course.pk)

    assert says_when_to_come_back(answer_to(act)) == (503, "120", True)
    assert Registration.objects.count() == 0


@pytest.mark.postgres
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


@pytest.mark.postgres
def test_the_health_check_does_not_wait_for_a_frozen_database(limits, monkeypatch):
    monkeypatch.setattr("biq.health.SECONDS", 0.2)
    with frozen(ask("SELECT pg_backend_pid()")):
        answer = Client().get("/gesundheit/")
    assert (answer.status_code, answer.json()) == (503, {"status": "database unavailable"})
    assert Client().get("/gesundheit/").status_code == 200


@pytest.mark.postgres
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
