"""The worker: what is to be done later is read from the rows themselves, and done here.

A job is a callable that takes the present moment, does a small portion of what is due, and returns
something true when it is worth calling it again at once. Every job may be killed at any moment and
run by two workers at once: it claims its rows, or who writes first counts. What has to wait for the
answers of others is done in a thread of its own: a mail server that says nothing holds up nobody.
"""

import logging
import signal
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from accounts.access_log import clear_access_log
from accounts.sessions import clear_sessions
from biq.models import Failure, Heartbeat
from biq.outages import is_database_gone, is_disk_full
from certificates.after_issue.copies import print_ordered
from certificates.archive.stubs import delete_old, reduce_due
from certificates.issuing.printing import render_pending
from certificates.issuing.rehearsal import rehearse
from certificates.models.template import sweep_pictures
from correspondence.letters import clear_typeset_letters, typeset_letters
from correspondence.outbox import deliver_due
from participants.attendance.guests import forget_guests
from participants.attendance.received import clear_received_marks
from participants.interested.news import forget_interests, tell_interested
from participants.papers.printed_list import forget_printed_lists
from participants.registration.needs_retention import clear_needs
from participants.registration.waiting_list import expire_offers, offer_seats
from participants.telling.outdated_messages import drop_outdated
from web.database.patience import patience
from web.form_key import clear_spent
from web.limits import clear_tallies

log = logging.getLogger(__name__)

Job = Callable[[datetime], object]

# What the worker does, in this order. A new job is one line here.
JOBS: tuple[Job, ...] = (
    deliver_due,
    expire_offers,
    offer_seats,
    drop_outdated,
    typeset_letters,
    render_pending,
    print_ordered,
    rehearse,
    reduce_due,
    delete_old,
    sweep_pictures,
    tell_interested,
    forget_interests,
    clear_needs,
    forget_printed_lists,
    clear_typeset_letters,
    clear_spent,
    clear_tallies,
    clear_access_log,
    clear_sessions,
    clear_received_marks,
    forget_guests,
)

# Those of them that wait for others.
WAITING: tuple[Job, ...] = (deliver_due,)

PAUSE_SECONDS = 2
# Much longer than the slowest question that a job asks: a database that is silent is frozen.
ANSWER_SECONDS = 300
# A conversation that has not ended by then is broken off, as if the worker had been killed.
END_SECONDS = 10
BEAT_EVERY = timedelta(seconds=20)


class Worker:
    """Does the jobs, one after the other, until somebody says stop. `clock` returns the moment.

    Those in `waiting` are done by a thread beside the others."""

    def __init__(
        self,
        jobs: Sequence[Job] = JOBS,
        clock: Callable[[], datetime] = timezone.now,
        *,
        waiting: Sequence[Job] = WAITING,
    ) -> None:
        self.jobs, self.clock, self.waiting = jobs, clock, waiting
        self.stopping = Event()
        self.last_beat: datetime | None = None
        self.failures: dict[str, Failure] = {}

    def stop(self, *_signal: object) -> None:
        """End after the portion that is being worked on."""
        self.stopping.set()

    def stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        """Work until somebody says stop."""
        beside = self._begin_beside([job for job in self.jobs if job in self.waiting])
        self._repeat(lambda: self._round(job for job in self.jobs if job not in self.waiting))
        for thread in beside:
            thread.join(END_SECONDS)

    def _begin_beside(self, jobs: list[Job]) -> list[Thread]:
        """Start the thread that does these jobs again and again; without jobs there is none."""

        def work() -> None:
            try:
                self._repeat(lambda: self._do(jobs))
            finally:
                connection.close()

        threads = [Thread(target=work, daemon=True)] if jobs else []
        for thread in threads:
            thread.start()
        return threads

    def _repeat(self, work: Callable[[], object]) -> None:
        """Work until somebody says stop. When one of the threads breaks, the other stops too: a
        worker that does only half of its jobs would look well."""
        try:
            with patience(ANSWER_SECONDS):
                while not self.stopping.is_set():
                    close_old_connections()  # a database that went away is asked anew
                    work()
                    self.stopping.wait(PAUSE_SECONDS)
        finally:
            self.stop()

    def round(self) -> list[str]:
        """Do everything that is due now. Returns the names of the jobs that failed."""
        return self._round(self.jobs)

    def _round(self, jobs: Iterable[Job]) -> list[str]:
        failing = self._do(jobs)
        self._beat()
        return failing

    def _do(self, jobs: Iterable[Job]) -> list[str]:
        return [_name(job) for job in jobs if not self._finish(job)]

    def _finish(self, job: Job) -> bool:
        """Call the job until nothing more is due. Returns False when it failed."""
        try:
            while not self.stopping.is_set() and job(self.clock()):
                pass
        except Exception as error:
            log.exception("The job %s failed", _name(job))
            self._note_failure(_name(job), error)
            return False
        self.failures.pop(_name(job), None)
        return True

    def _note_failure(self, name: str, error: Exception) -> None:
        first = Failure(name, self.clock().isoformat(), 0, "")
        failure = self.failures.setdefault(name, first)
        failure.times += 1
        failure.reason = reason_for_staff(error)

    def _beat(self) -> None:
        now = self.clock()
        if self.last_beat and now - self.last_beat < BEAT_EVERY:
            return
        try:
            Heartbeat.beat(now, list(self.failures.values()))
        except Error:
            log.exception("The database does not take the heartbeat")
        else:
            self.last_beat = now


def reason_for_staff(error: Exception) -> str:
    """Return in a sentence why a job failed; of an error that nobody foresaw its first line."""
    if is_disk_full(error):
        return "Der Speicherplatz auf dem Server ist voll."
    if is_database_gone(error):
        return "Die Datenbank antwortet nicht rechtzeitig."
    return ": ".join([type(error).__name__, *str(error).splitlines()[:1]])[:200]


def _name(job: Job) -> str:
    return getattr(job, "__name__", repr(job))
