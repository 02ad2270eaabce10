"""Processes of our own beside the tests, on the database of the tests, to be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

HOME = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30


def variables():
    """Return the environment of a process that works on the database of the tests.

    Commit what it shall see."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "biq.settings", "DATABASE_URL": database_url()}


def database_url():
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    return f"postgres://{place['USER']}@/{place['HOST']}/{place['NAME']}"


@contextmanager
def running(*arguments, **environment):
    """Yield the process of `python ARGUMENTS`, whose output is read as text; kill it at the end."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=HOME,
        env={**variables(), **environment},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def await_truth(question: Callable[[], object]):
    """Return what the question answers as soon as that is true; fail when it never becomes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.02)
    raise AssertionError(f"Never came true: {question}")


def lives(pid):
    """Return whether the process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
