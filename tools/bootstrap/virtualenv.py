"""The checkout's own Python environment: `.venv`, filled from the hashed lock.

A stamp in `.venv` names the lock that was installed and its digest. The digest is written last, so
a set-up that was killed is simply done again. An environment for the tests stays one, whatever is
run and whatever fails.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.bootstrap.failure import SetupError

HOME = Path(__file__).resolve().parents[2]
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lock-stamp"
RUNTIME_LOCK = HOME / "requirements.txt"
TEST_LOCK = HOME / "requirements-test.txt"
OURS_ANYWAY = {"pip", "setuptools", "wheel"}


def is_running() -> bool:
    """Whether this process runs on the Python of `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def is_current(lock: Path) -> bool:
    """Whether `.venv` holds what `lock` names; the test lock holds the runtime lock, too."""
    if not PYTHON.exists() or not STAMP.exists() or has_lost_its_packages():
        return False
    return STAMP.read_text() in {stamp_of(lock), stamp_of(TEST_LOCK)}


def has_lost_its_packages() -> bool:
    """Whether the system's Python changed under us: `.venv` runs, but looks elsewhere."""
    return is_running() and importlib.util.find_spec("django") is None


def stamp_of(lock: Path) -> str:
    """Return what the stamp says when `lock` is installed: its name and SHA-256."""
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def ensure(lock: Path) -> bool:
    """Bring `.venv` to what `lock` names; return whether anything was done.

    Raises SetupError when it cannot be done."""
    if is_current(lock):
        return False
    with one_at_a_time():
        if not is_current(lock):
            synchronise(TEST_LOCK if holds_tests() else lock)
    return True


def holds_tests() -> bool:
    """Whether `.venv` was set up for the tests before."""
    return STAMP.exists() and STAMP.read_text().startswith(TEST_LOCK.name)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the set-up's lock file; wait for another set-up that holds it."""
    path = HOME / "var" / "set-up.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def synchronise(lock: Path) -> None:
    """Install what `lock` names and remove what it does not name."""
    say(f"Setting up .venv from {lock.name} (once, about a minute) …")
    begin(lock)
    create_unless_usable()
    begin(lock)
    pip("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    if surplus := sorted(installed() - named_in(lock.read_text()) - OURS_ANYWAY):
        pip("uninstall", "--yes", *surplus)
    STAMP.write_text(stamp_of(lock))


def begin(lock: Path) -> None:
    """Stamp what `.venv` is meant for, without the digest: that is not installed yet."""
    VENV.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(lock.name)


def create_unless_usable() -> None:
    """Make `.venv` anew unless its pip answers and its Django's place is its own."""
    if not has_lost_its_packages() and answers():
        return
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", "--clear", str(VENV)], "Python could not create .venv")


def answers() -> bool:
    """Whether the Python in `.venv` runs and has pip."""
    command = [str(PYTHON), "-m", "pip", "--version"]
    return PYTHON.exists() and subprocess.run(command, capture_output=True).returncode == 0


def pip(*arguments: str) -> None:
    """Run pip in `.venv`, its progress visible; raises SetupError."""
    options = ["--disable-pip-version-check", "--no-input"]
    run([str(PYTHON), "-m", "pip", *arguments, *options], f"pip {arguments[0]} failed")


def run(command: list[str], failure: str) -> None:
    """Run `command` with its output visible; raises SetupError that begins with `failure`."""
    if code := subprocess.run(command, cwd=HOME).returncode:
        raise SetupError(f"{failure} (exit code {code}; the reason stands above). Try it again.")


def installed() -> set[str]:
    """Return the normalised names of the packages in `.venv`."""
    command = [str(PYTHON), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    listed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {normalised(package["name"]) for package in listed}


def named_in(lock_text: str) -> set[str]:
    """Return the normalised names of the packages that a lock's text names."""
    return {normalised(name) for name in re.findall(r"^([\w.-]+)==", lock_text, re.MULTILINE)}


def normalised(name: str) -> str:
    """Return a package name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def continue_in_it(argv: list[str]) -> None:
    """Replace this process by the same command on the Python of `.venv`."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *argv])  # noqa: S606


def say(text: str) -> None:
    """Tell the person at the terminal at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
