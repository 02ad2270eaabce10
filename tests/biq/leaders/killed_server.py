"""A web server as in production, on the database of the tests, that is killed and started again."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from urllib.request import urlopen

from tests.plugins.another_process import HOME, PATIENCE_SECONDS, await_truth, lives, variables
from tools.benchmark.server import children

SITE = "tests.biq.leaders.stopping_wsgi"


class KilledServer:
    """Listens on the same port each time; `static` holds the collected files."""

    def __init__(self, static, folder):
        with socket.create_server(("127.0.0.1", 0)) as trial:
            self.port = trial.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.stopped = folder / "stopped"
        self.places = {"STATIC_ROOT": str(static), "BASE_URL": self.url}

    def start(self, stops=""):
        """Return when it answers; `stops` says when a sync stops (see `stopping_wsgi.py`)."""
        bind = ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", SITE, "--threads", "4", *bind],
            cwd=HOME,
            env={**variables(), **self.places, "STOPS": stops, "STOPPED": str(self.stopped)},
        )
        await_truth(self._answers)

    def _answers(self):
        with suppress(OSError), self._asked():
            return True

    def _asked(self):
        return urlopen(f"http://127.0.0.1:{self.port}/gesundheit/", timeout=PATIENCE_SECONDS)

    def kill_in_the_middle(self):
        """Kill it where it stopped: master and workers, without a word."""
        await_truth(self.stopped.exists)
        self.kill()

    def kill(self):
        if self.process.poll() is not None:
            return
        pids = [self.process.pid, *children(self.process.pid)]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        await_truth(lambda: not any(map(lives, pids)))
