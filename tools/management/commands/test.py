"""`manage.py test`: every check there is, in one go, with nothing to set up."""

import argparse
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, OutputWrapper

from tools import postgres
from tools.bootstrap.defaults import TESTS

PYTHON = sys.executable
SCRIPTS = Path(PYTHON).parent
DJADE = [str(SCRIPTS / "djade")]
MANAGE = [PYTHON, "manage.py"]
PYTEST = [PYTHON, "-m", "pytest", "-q"]
IN_PARALLEL = ["-n", "2"]
# pytest prints the lines and branches that ran, and fails below the floor in pyproject.toml.
# It makes the tests half as slow again: only the run of everything on SQLite has it.
COVERAGE = ["--cov", "--cov-report=term:skip-covered"]

# Return the exit code of a command.
Execute = Callable[[Sequence[str]], int]
# Title, way to run it, command.
Step = tuple[str, Execute, Sequence[str]]


class Command(BaseCommand):
    """Checks and tests; what is given as arguments goes to pytest, and nothing else runs."""

    help = __doc__

    def run_from_argv(self, argv: list[str]) -> None:
        """Take our own options and leave all others, such as `-k` or `-v`, to pytest."""
        parser = argparse.ArgumentParser("manage.py test", description=__doc__, allow_abbrev=False)
        parser.add_argument("--no-browser", action="store_true", help="leave Chromium out")
        parser.add_argument("--postgres", action="store_true", help="pytest on PostgreSQL only")
        options, for_pytest = parser.parse_known_args(argv[2:])
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        os.chdir(settings.BASE_DIR)
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(self.run(options, for_pytest))
        sys.exit(130)

    def run(self, options: argparse.Namespace, for_pytest: list[str]) -> int:
        """Return the exit code: pytest's own when it got arguments, else 1 if any step failed."""
        if options.postgres:
            return on_postgresql([*PYTEST, *for_pytest])
        if for_pytest:
            return on_sqlite([*PYTEST, *for_pytest])
        return run_steps(steps(browser=not options.no_browser), self.stdout)


def run_steps(planned: Sequence[Step], out: OutputWrapper | TextIO) -> int:
    """Run all steps, whatever fails, and write a summary; return 1 if any failed, else 0."""
    results = [run_step(*step, out) for step in planned]
    out.write("\n".join(["", *(line for _, line in results), ""]))
    return int(any(code for code, _ in results))


def run_step(
    title: str, execute: Execute, command: Sequence[str], out: OutputWrapper | TextIO
) -> tuple[int, str]:
    """Run one step under its title; return its exit code and its line of the summary."""
    out.write(f"\n── {title}\n")
    out.flush()
    start = time.monotonic()
    code = execute(command)
    verdict = "failed" if code else "passed"
    return code, f"{verdict}  {time.monotonic() - start:6.1f} s  {title}"


def steps(browser: bool) -> list[Step]:
    """Return everything there is to check; with Chromium's tests where `browser`."""
    tests = [*PYTEST, *IN_PARALLEL, "-m", "not browser"]
    return [
        ("ruff check", on_sqlite, [PYTHON, "-m", "ruff", "check"]),
        ("ruff format", on_sqlite, [PYTHON, "-m", "ruff", "format", "--check"]),
        ("template format", on_sqlite, [*DJADE, "--check", *templates()]),
        *checks(),
        ("settings", in_production, [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
        ("pytest on SQLite", on_sqlite, [*tests, *COVERAGE]),
        ("pytest on PostgreSQL", on_postgresql, tests),
        *([("pytest in Chromium", on_sqlite, [*PYTEST, "-m", "browser"])] if browser else []),
    ]


def checks() -> list[Step]:
    """Return the steps that look at the code as a whole without running tests."""
    return [
        ("direction of imports", on_sqlite, [PYTHON, str(SCRIPTS / "lint-imports"), "--no-logo"]),
        ("types", on_sqlite, [PYTHON, "-m", "mypy"]),
        ("migrations", on_sqlite, [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ]


def templates() -> list[str]:
    """Return the paths of all templates in HTML."""
    return [str(path) for path in sorted(Path("templates").rglob("*.html"))]


def on_sqlite(command: Sequence[str]) -> int:
    """Run `command` on a database of its own; return the exit code."""
    return run(command, {})


def on_postgresql(command: Sequence[str]) -> int:
    """Run `command` with a PostgreSQL server of its own; return the exit code."""
    try:
        with postgres.temporary() as url:
            return run(command, {"DATABASE_URL": url})
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"PostgreSQL did not start: {error}\n")
        return 1


def in_production(command: Sequence[str]) -> int:
    """Run `command` with the environment of a production server; return the exit code."""
    secret = secrets.token_urlsafe(64)
    return run(
        command,
        {**dict.fromkeys(TESTS), "SECRET_KEY": secret, "BASE_URL": "https://biq.example.org"},
    )


def run(command: Sequence[str], changes: Mapping[str, str | None]) -> int:
    """Run `command` with a changed environment (None removes a variable); return the exit code."""
    variables = {**os.environ, "DATABASE_URL": None, **changes}
    environment = {name: value for name, value in variables.items() if value is not None}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode
