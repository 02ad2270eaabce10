import errno
import signal
import socket
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from biq import worker as module
from biq.models import Failure, Heartbeat
from biq.staff.tasks.background import JOBS
from biq.worker import Worker
from correspondence.models import Message
from correspondence.outbox import deliver_due

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def clock():
    return NOW


def test_a_round_calls_every_job_with_the_present_moment():
    calls = []
    jobs = [lambda now: calls.append(("first", now)), lambda now: calls.append(("second", now))]
    assert Worker(jobs, clock).round() == []
    assert calls == [("first", NOW), ("second", NOW)]


def test_a_job_is_called_until_nothing_more_is_due():
    due = [1, 2, 3]
    Worker([lambda now: due.pop() > 1], clock).round()
    assert due == []


def test_a_job_that_fails_stops_no_other_and_is_named():
    calls = []

    def broken(now):
        raise ValueError("kaputt")

    assert Worker([broken, calls.append], clock).round() == ["broken"]
    assert calls == [NOW]
    failure = Failure("broken", NOW.isoformat(), 1, "ValueError: kaputt")
    assert Heartbeat.objects.get().failing == [failure]


def test_somebody_who_says_stop_waits_for_one_portion_only(monkeypatch):
    monkeypatch.setattr(module, "close_old_connections", lambda: None)
    calls = []
    worker = Worker([], clock)

    def endless(now):
        calls.append(now)
        worker.stop()
        return True

    worker.jobs = [endless]
    worker.run()
    assert calls == [NOW]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_signals_of_systemd_and_of_the_keyboard_say_stop(number):
    before = signal.getsignal(number)
    worker = Worker([], clock)
    try:
        worker.stop_on_signals()
        signal.raise_signal(number)
    finally:
        signal.signal(number, before)
    assert worker.stopping.is_set() is True


def test_the_heartbeat_says_when_the_worker_was_last_seen():
    assert Heartbeat.last(NOW) is None
    Worker([], clock).round()
    assert Heartbeat.last(NOW) is not None
    assert Heartbeat.last(NOW + timedelta(minutes=3)) is None


def test_the_heart_does_not_beat_at_every_round(django_assert_num_queries):
    worker = Worker([], clock)
    worker.round()
    with django_assert_num_queries(0):
        worker.round()


def test_once_does_what_is_due_and_ends(monkeypatch):
    calls = []
    monkeypatch.setattr(module.Worker, "stop_on_signals", lambda worker: None)
    monkeypatch.setattr(module.Worker.__init__, "__defaults__", ([calls.append], clock))
    call_command("worker", "--once")
    assert calls == [NOW]


def test_once_ends_with_an_error_when_a_job_failed(monkeypatch):
    def broken(now):
        raise ValueError("kaputt")

    monkeypatch.setattr(module.Worker, "stop_on_signals", lambda worker: None)
    monkeypatch.setattr(module.Worker.__init__, "__defaults__", ([broken], clock))
    with pytest.raises(CommandError) as caught:
        call_command("worker", "--once")
    assert str(caught.value) == "These jobs failed: broken"


def test_a_database_that_takes_no_heartbeat_stops_nothing(monkeypatch, caplog):
    def broken(*_args):
        raise OperationalError("read-only")

    monkeypatch.setattr(module.Heartbeat, "beat", broken)
    worker = Worker([], clock)
    assert worker.round() == []
    assert [record.message for record in caplog.records] == [
        "The database does not take the heartbeat"
    ]
    assert worker.last_beat is None


def test_the_heart_beats_again_after_twenty_seconds():
    moments = [NOW, NOW + timedelta(seconds=19), NOW + timedelta(seconds=20)]
    worker = Worker([], clock=lambda: moments.pop(0))
    seen = []
    for _ in range(3):
        worker.round()
        seen.append(Heartbeat.objects.get().beat_at)
    assert seen == [NOW, NOW, NOW + timedelta(seconds=20)]


def test_the_heart_beat_is_missed_after_two_minutes():
    Heartbeat.beat(NOW)
    assert Heartbeat.last(NOW + timedelta(seconds=119)) is not None
    assert Heartbeat.last(NOW + timedelta(seconds=120)) is None


def test_how_often_a_job_failed_is_counted_until_it_works_again(monkeypatch):
    monkeypatch.setattr(module, "BEAT_EVERY", timedelta(0))
    full = OSError(errno.ENOSPC, "No space left on device")
    errors = [full, OperationalError("lock timeout"), full, None]

    def job(now):
        if error := errors.pop(0):
            raise error

    worker, seen = Worker([job], clock), []
    for _ in range(4):
        worker.round()
        seen.append([(each.times, each.reason) for each in Heartbeat.objects.get().failing])
    assert seen == [
        [(1, "Der Speicherplatz auf dem Server ist voll.")],
        [(2, "Die Datenbank antwortet nicht rechtzeitig.")],
        [(3, "Der Speicherplatz auf dem Server ist voll.")],
        [],
    ]


@pytest.fixture
def dumb_mail_server(settings):
    """A mail server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.MAILER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 1
        yield server


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_never_answers_holds_up_no_other_job(dumb_mail_server, monkeypatch):
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.01)
    person = {"recipient_key": uuid4(), "channel": "email", "address": "person@example.org"}
    mail = Message.objects.create(**person)
    rounds, talking = [], threading.Event()
    opened = EmailBackend.open
    monkeypatch.setattr(EmailBackend, "open", lambda mailer: talking.set() or opened(mailer))

    def other_job(now):
        rounds.append(talking.is_set())
        if rounds.count(True) == 3:
            worker.stop()

    worker = Worker([deliver_due, other_job])
    worker.run()
    mail.refresh_from_db()
    assert rounds.count(True) == 3
    assert (mail.state, mail.tries, mail.error) == (
        "open",
        1,
        "Connection unexpectedly closed: timed out",
    )


def test_a_thread_that_breaks_ends_the_worker(monkeypatch):
    class Broken(BaseException):
        pass

    def break_down():
        raise Broken

    worker = Worker([], clock)
    with pytest.raises(Broken):
        worker._repeat(break_down)
    assert worker.stopping.is_set() is True


def test_every_job_has_a_name_that_staff_understand():
    assert set(JOBS) == {job.__name__ for job in module.JOBS}
