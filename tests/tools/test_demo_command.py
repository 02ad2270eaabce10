"""`manage.py demo` from an empty folder to a clean end."""

import json
import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from django.core.management.base import CommandError

from tests.plugins.another_process import await_truth, lives
from tools import demo
from tools.bootstrap import virtualenv
from tools.management.commands.demo import Restarted, end, listen_at


@pytest.fixture
def taken():
    """Return a port of this computer on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def free():
    """Return a port of this computer on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


@pytest.fixture
def running(free, tmp_path):
    """Yield the process of a demo with empty folders, and its port; end it if it still runs."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/biq.sqlite3",
        "STATIC_ROOT": f"{tmp_path}/static",
        "MEDIA_ROOT": f"{tmp_path}/media",
    }
    command = [sys.executable, "manage.py", "demo", f"127.0.0.1:{free}"]
    with subprocess.Popen(
        command, cwd=virtualenv.HOME, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process, free
        process.kill()


def read_until_logins(process):
    """Return what the demo prints up to its last login."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if demo.LOGINS[-1][0] in line:
            break
    return "".join(lines)


def test_the_demo_prints_address_and_logins_serves_and_ends_cleanly(running):
    process, port = running
    printed = read_until_logins(process)
    named = [text for text in (*dict(demo.LOGINS), demo.PASSWORD) if text not in printed]
    assert (named, f"BIQ is running at http://127.0.0.1:{port}/" in printed) == ([], True)
    with urlopen(f"http://127.0.0.1:{port}/gesundheit/") as answer:
        assert json.load(answer) == {"status": "ok"}
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_worker_that_was_killed_is_started_again():
    worker = Restarted([sys.executable, "-c", "import signal; signal.pause()"])
    first = worker.process
    try:
        worker.look_after()
        assert worker.process is first
        first.kill()
        await_truth(lambda: worker.look_after() or worker.process is not first)
        assert (lives(first.pid), lives(worker.process.pid)) == (False, True)
    finally:
        end(first, worker.process)


def test_a_taken_port_is_told_in_one_line_with_another(taken):
    with pytest.raises(CommandError) as caught:
        listen_at(f"127.0.0.1:{taken}")
    assert str(caught.value) == (
        f"Cannot listen at 127.0.0.1:{taken}: Address already in use. "
        f"Try another: python3 manage.py demo 127.0.0.1:{taken + 1}"
    )


def test_an_address_that_is_not_ours_is_told_in_one_line():
    with pytest.raises(CommandError, match=r"^Cannot listen at 192\.0\.2\.1:8000: "):
        listen_at("192.0.2.1:8000")
