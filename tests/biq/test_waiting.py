"""Nobody waits for ever: what is locked ends in the page with the phone number."""

from contextlib import closing, contextmanager
from http.client import HTTPConnection
from threading import Event, Thread
from urllib.request import urlopen

import pytest
from django.db import connection, transaction
from django.test import Client

from courses.models import Course
from participants.models import Status
from participants.registration.arrival import Application, register
from tests.biq.waiting import PERSON, ask, in_thread, says_when_to_come_back, server_limits
from tests.plugins.another_process import await_truth, variables
from tools.benchmark import race, server

pytestmark = pytest.mark.django_db(transaction=True)


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


def withdraw(token):
    browser = Client(raise_request_exception=False)
    return browser.post(f"/anmeldung/{token}/abmelden/", {"sure": "1"})


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
