"""The worker: what is to be done later is read from the rows themselves, and done here.

A job is a callable that takes the present moment, does a small portion of what is due, and returns
something true when it is worth calling it again at once. Every job may be killed at any moment and
run by two workers at once: it claims its rows, or who writes first counts.
"""

import logging
import signal
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event

from django.db import Error, close_old_connections
from django.utils import timezone

from accounts.access_log import clear_access_log
from accounts.sessions import clear_sessions
from biq.models import Heartbeat
from certificates.after_issue.copies import print_ordered
from certificates.archive.stubs import delete_old, reduce_due
from certificates.issuing.printing import render_pending
from certificates.issuing.rehearsal import rehearse
from certificates.models.template import sweep_pictures
from correspondence.letters import clear_typeset_letters, typeset_letters
from correspondence.outbox import deliver_due
from participants.interested.news import forget_interests, tell_interested
from participants.registration.needs_retention import clear_needs
from participants.registration.waiting_list import expire_offers, offer_seats
from participants.telling.outdated_messages import drop_outdated
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
    clear_typeset_letters,
    clear_spent,
    clear_tallies,
    clear_access_log,
    clear_sessions,
)

PAUSE_SECONDS = 2
BEAT_EVERY = timedelta(seconds=20)


class Worker:
    """Does the jobs, one after the other, until somebody says stop. `clock` returns the moment."""

    def __init__(
        self, jobs: Sequence[Job] = JOBS, clock: Callable[[], datetime] = timezone.now
    ) -> None:
        self.jobs, self.clock = jobs, clock
        self.stopping = Event()
        self.last_beat: datetime | None = None

    def stop(self, *_signal: object) -> None:
        """End after the portion that is being worked on."""
        self.stopping.set()

    def stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        """Work until somebody says stop."""
        while not self.stopping.is_set():
            close_old_connections()  # a database that went away is asked anew
            self.round()
            self.stopping.wait(PAUSE_SECONDS)

    def round(self) -> list[str]:
        """Do everything that is due now. Returns the names of the jobs that failed."""
        failing = [_name(job) for job in self.jobs if not self._finish(job)]
        self._beat(", ".join(failing))
        return failing

    def _finish(self, job: Job) -> bool:
        """Call the job until nothing more is due. Returns False when it failed."""
        try:
            while not self.stopping.is_set() and job(self.clock()):
                pass
        except Exception:
            log.exception("The job %s failed", _name(job))
            return False
        return True

    def _beat(self, failing: str) -> None:
        now = self.clock()
        if self.last_beat and now - self.last_beat < BEAT_EVERY:
            return
        try:
            Heartbeat.beat(now, failing)
        except Error:
            log.exception("The database does not take the heartbeat")
        else:
            self.last_beat = now


def _name(job: Job) -> str:
    return getattr(job, "__name__", repr(job))
