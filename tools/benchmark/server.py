"""The server of production, for as long as something is measured."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

GUNICORN = [sys.executable, "-m", "gunicorn", "biq.wsgi", "--no-control-socket"]
SIZE = ["--workers", "2", "--threads", "12", "--log-level", "warning"]
START_SECONDS = 60


def environment(url: str, folder: str) -> dict[str, str]:
    """Return the variables of production with their own database and files under `folder`."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tools.benchmark.baseline.settings",
        "BASE_URL": "http://127.0.0.1",
        "TRUSTED_PROXIES": "1",
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
        "LOG_LEVEL": "ERROR",
    }


class Server:
    """A gunicorn master and its two workers."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.port = _free_port()
        command = [*GUNICORN, *SIZE, "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables)

    def await_answer(self) -> None:
        """Return when it accepts connections; raises RuntimeError when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.05)
        raise RuntimeError("The server did not start; the reason stands above.")

    def worker_memory(self) -> float:
        """Return the peak memory of the larger worker in MB."""
        return max(peak(pid) for pid in children(self.process.pid))

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


@contextlib.contextmanager
def running(variables: dict[str, str]) -> Iterator[Server]:
    """Yield a Server that answers; it ends with the block."""
    server = Server(variables)
    try:
        server.await_answer()
        yield server
    finally:
        server.end()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def children(pid: int) -> list[int]:
    """Return the ids of a process's children; none when it has ended."""
    with contextlib.suppress(OSError):
        return [int(child) for child in _proc(pid, f"task/{pid}/children").split()]
    return []


def peak(pid: int) -> float:
    """Return the largest resident memory that the process ever had, in MB."""
    return _kilobytes(_proc(pid, "status"), "VmHWM") / 1024


def share(pid: int) -> float:
    """Return the process's share of memory now in MB: what several use counts once in their sum."""
    with contextlib.suppress(OSError):
        return _kilobytes(_proc(pid, "smaps_rollup"), "Pss") / 1024
    return 0


def _proc(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


def _kilobytes(text: str, name: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name}:"))
