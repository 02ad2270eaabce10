"""`manage.py precommit`: formats, checks, and tests what has changed since the last commit."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tools.management.commands.test import (
    DJADE,
    PYTEST,
    PYTHON,
    Step,
    checks,
    on_sqlite,
    run_steps,
    templates,
)

TESTS = Path("tests")
CHANGED = ["git", "-c", "core.quotePath=off", "diff", "--name-only", "--no-renames", "HEAD"]
NEW = ["git", "-c", "core.quotePath=off", "ls-files", "--others", "--exclude-standard"]


class Command(BaseCommand):
    """Runs on SQLite and without a browser; `manage.py test` runs everything."""

    help = __doc__
    requires_system_checks = []

    def handle(self, *args: str, **options: object) -> None:
        """End the process with 1 if any step failed."""
        os.chdir(settings.BASE_DIR)
        sys.exit(run_steps([*formatting(), *checks(), *tests(changed_files())], self.stdout))


def formatting() -> list[Step]:
    """Return the steps that put code and templates into shape."""
    return [
        ("ruff check", on_sqlite, [PYTHON, "-m", "ruff", "check", "--fix"]),
        ("ruff format", on_sqlite, [PYTHON, "-m", "ruff", "format"]),
        ("template format", format_templates, [*DJADE, *templates()]),
    ]


def format_templates(command: Iterable[str]) -> int:
    """Format the templates and return 0 once nothing is left to do: djade counts changes as 1."""
    on_sqlite([*command])
    return on_sqlite([*command])


def tests(changed: Iterable[Path]) -> list[Step]:
    """Return the step that tests what has changed; none where nothing has tests."""
    targets = sorted({str(target) for path in changed if (target := tests_of(path))})
    command = [*PYTEST, "-m", "not browser", *targets]
    return [(f"pytest {' '.join(targets)}", on_sqlite, command)] if targets else []


def changed_files() -> list[Path]:
    """Return what differs from the last commit, new and deleted files too, as paths from the top.

    Raises CalledProcessError outside a Git repository."""
    answers = [
        subprocess.run(command, capture_output=True, text=True, check=True)
        for command in (CHANGED, NEW)
    ]
    return [Path(line) for answer in answers for line in answer.stdout.splitlines()]


def tests_of(path: Path) -> Path | None:
    """Return the test file, or the folder of tests, that tells whether a changed file is right.

    That is the folder which mirrors the file's own, or the nearest above it: `courses/days.py` is
    tested by `tests/courses`. None for what no folder of tests mirrors, such as `docs`."""
    if path.parts[0] == TESTS.name:
        return test_or_folder(path)
    if path.parts[0] in ("templates", "static"):
        return tests_of_page(path)
    return nearest_folder(TESTS / path)


def test_or_folder(path: Path) -> Path | None:
    """Return a test file itself; for what several tests share, or what is gone, the folder."""
    is_test = path.name.startswith("test_") and path.exists()
    return path if is_test else nearest_folder(path)


def tests_of_page(path: Path) -> Path:
    """Return the tests of the room or face that a template is named after, else all of `biq`."""
    inside = Path(*path.parts[1:])
    found = nearest_folder(TESTS / inside) or nearest_folder(TESTS / "biq" / inside)
    return found or TESTS / "biq"


def nearest_folder(path: Path) -> Path | None:
    """Return the lowest folder with tests on the way to `path`; None where that is all of them."""
    return next((folder for folder in path.parents[:-2] if any(folder.rglob("test_*.py"))), None)
