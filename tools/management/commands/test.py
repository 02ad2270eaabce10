"""`manage.py test`: every check there is, in one go, with nothing to set up."""

import argparse
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tools import postgres
from tools.bootstrap.defaults import TESTS

PYTHON = sys.executable
SCRIPTS = Path(PYTHON).parent
MANAGE = [PYTHON, "manage.py"]
PYTEST = [PYTHON, "-m", "pytest", "-q"]
IN_PARALLEL = ["-n", "2"]


class Command(BaseCommand):
    """Checks and tests; what is given as arguments goes to pytest, and nothing else runs."""

    help = __doc__

    def run_from_argv(self, argv):
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

    def run(self, options, for_pytest):
        """Return the exit code: pytest's own when it got arguments, else 1 if any step failed."""
        if options.postgres:
            return on_postgresql([*PYTEST, *for_pytest])
        if for_pytest:
            return on_sqlite([*PYTEST, *for_pytest])
        results = [self.step(*step) for step in steps(browser=not options.no_browser)]
        self.stdout.write("\n".join(["", *(line for _, line in results)]))
        return int(any(code for code, _ in results))

    def step(self, title, execute, command):
        """Run one step under its title; return its exit code and its line of the summary."""
        self.stdout.write(f"\n── {title}")
        self.stdout.flush()
        start = time.monotonic()
        code = execute(command)
        verdict = "failed" if code else "passed"
        return code, f"{verdict}  {time.monotonic() - start:6.1f} s  {title}"


def steps(browser):
    """Return title, way to run it, and command of every step; with Chromium's where `browser`."""
    return [
        *checks(),
        ("pytest on SQLite", on_sqlite, [*PYTEST, *IN_PARALLEL, "-m", "not browser"]),
        ("pytest on PostgreSQL", on_postgresql, [*PYTEST, *IN_PARALLEL, "-m", "not browser"]),
        *([("pytest in Chromium", on_sqlite, [*PYTEST, "-m", "browser"])] if browser else []),
    ]


def checks():
    """Return the steps that look at the code and the settings without running tests."""
    templates = [str(path) for path in sorted(Path("templates").rglob("*.html"))]
    return [
        ("ruff check", on_sqlite, [PYTHON, "-m", "ruff", "check"]),
        ("ruff format", on_sqlite, [PYTHON, "-m", "ruff", "format", "--check"]),
        ("template format", on_sqlite, [str(SCRIPTS / "djade"), "--check", *templates]),
        ("direction of imports", on_sqlite, [PYTHON, str(SCRIPTS / "lint-imports"), "--no-logo"]),
        ("migrations", on_sqlite, [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        ("settings", in_production, [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
    ]


def on_sqlite(command):
    """Run `command` on a database of its own; return the exit code."""
    return run(command, {})


def on_postgresql(command):
    """Run `command` with a PostgreSQL server of its own; return the exit code."""
    try:
        with postgres.temporary() as url:
            return run(command, {"DATABASE_URL": url})
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"PostgreSQL did not start: {error}\n")
        return 1


def in_production(command):
    """Run `command` with the environment of a production server; return the exit code."""
    secret = secrets.token_urlsafe(64)
    return run(
        command,
        {**dict.fromkeys(TESTS), "SECRET_KEY": secret, "BASE_URL": "https://biq.example.org"},
    )


def run(command, changes):
    """Run `command` with a changed environment (None removes a variable); return the exit code."""
    variables = {**os.environ, "DATABASE_URL": None, **changes}
    environment = {name: value for name, value in variables.items() if value is not None}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode
