"""`manage.py precommit` formats, checks, and finds the tests of what was changed."""

import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from tools.management.commands import precommit, test


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A repository with tests of two rooms, one of them with two folders, and of the staff face."""
    for name in (
        "courses/days.py",
        "docs/operation.md",
        "participants/public/form/sending.py",
        "tests/conftest.py",
        "tests/biq/staff/test_home.py",
        "tests/courses/conftest.py",
        "tests/courses/test_days.py",
        "tests/participants/public/test_own_page.py",
        "tests/plugins/environment.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "all")
    return tmp_path


@pytest.fixture
def ran(monkeypatch, project, settings):
    """Note each command that would run; all succeed."""
    settings.BASE_DIR = project
    notes = []
    monkeypatch.setattr(test, "run", lambda command, changes: notes.append(command) or 0)
    return notes


def git(*arguments):
    subprocess.run(["git", *arguments], check=True)


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("courses/days.py", "tests/courses"),
        ("participants/public/form/sending.py", "tests/participants/public"),
        ("tests/courses/test_days.py", "tests/courses/test_days.py"),
        ("tests/courses/test_deleted.py", "tests/courses"),
        ("tests/courses/conftest.py", "tests/courses"),
        ("templates/courses/list.html", "tests/courses"),
        ("templates/staff/home.html", "tests/biq/staff"),
        ("templates/404.html", "tests/biq"),
        ("static/css/tokens.css", "tests/biq"),
    ],
)
def test_a_changed_file_is_tested_by_the_folder_that_mirrors_it(project, changed, tests):
    assert precommit.tests_of(Path(changed)) == Path(tests)


@pytest.mark.parametrize(
    "changed", ["docs/operation.md", "manage.py", "tests/conftest.py", "tests/plugins/new.py"]
)
def test_what_all_tests_share_or_none_mirrors_has_no_tests_of_its_own(project, changed):
    assert precommit.tests_of(Path(changed)) is None


def test_new_changed_and_deleted_files_are_found(project):
    (project / "courses" / "days.py").unlink()
    (project / "docs" / "operation.md").write_text("changed")
    (project / "courses" / "prüfung.py").write_text("")
    assert sorted(map(str, precommit.changed_files())) == [
        "courses/days.py",
        "courses/prüfung.py",
        "docs/operation.md",
    ]


def test_it_formats_checks_and_runs_the_tests_of_what_changed(project, ran):
    (project / "courses" / "days.py").write_text("DAYS = 12")
    (project / "participants" / "new.py").write_text("")
    with pytest.raises(SystemExit) as caught:
        call_command("precommit")
    assert caught.value.code == 0
    assert ran == [
        [test.PYTHON, "-m", "ruff", "check", "--fix"],
        [test.PYTHON, "-m", "ruff", "format"],
        test.DJADE,
        test.DJADE,
        *[command for _, _, command in test.checks()],
        [*test.PYTEST, "-m", "not browser", "tests/courses", "tests/participants"],
    ]


def test_without_a_change_nothing_is_tested(project):
    assert precommit.tests(precommit.changed_files()) == []


def test_a_step_that_failed_fails_the_commit(project, ran, monkeypatch):
    monkeypatch.setattr(test, "run", lambda command, changes: int("makemigrations" in command))
    with pytest.raises(SystemExit) as caught:
        call_command("precommit")
    assert caught.value.code == 1


def test_templates_that_had_to_be_formatted_do_not_fail_it(monkeypatch):
    codes = iter([1, 0])
    monkeypatch.setattr(precommit, "on_sqlite", lambda command: next(codes))
    assert precommit.format_templates(["djade"]) == 0
