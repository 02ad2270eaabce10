import signal
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from biq import worker as module
from biq.models import Heartbeat
from biq.worker import Worker

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
    assert Heartbeat.objects.get().failing == "broken"


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
    assert Heartbeat.is_missing(NOW) is True
    Worker([], clock).round()
    assert Heartbeat.is_missing(NOW) is False
    assert Heartbeat.is_missing(NOW + timedelta(minutes=3)) is True


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
    assert Heartbeat.is_missing(NOW + timedelta(seconds=119)) is False
    assert Heartbeat.is_missing(NOW + timedelta(seconds=120)) is True


def test_once_everything_works_again_nothing_is_named_as_failing():
    Heartbeat.beat(NOW, "deliver_due")
    Heartbeat.beat(NOW)
    assert Heartbeat.objects.get().failing == ""
