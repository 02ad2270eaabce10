"""`manage.py test` runs every check, says how each went, and its exit code is right."""

import subprocess

import pytest
from django.core.management.base import OutputWrapper

from tools import postgres
from tools.management.commands import test


@pytest.fixture(autouse=True)
def no_signal_handler(monkeypatch):
    """Leave the signals of the running pytest alone."""
    monkeypatch.setattr(test.signal, "signal", lambda *_: None)


@pytest.fixture
def ran(monkeypatch):
    """Note each command that would run, with what it changes in the environment; all succeed."""
    notes = []
    monkeypatch.setattr(test, "run", lambda command, changes: notes.append((command, changes)) or 0)
    return notes


def call(tmp_path, *arguments):
    """Return the exit code and the lines of the summary of `manage.py test arguments`."""
    with (tmp_path / "out").open("w+") as file:
        command = test.Command(stdout=OutputWrapper(file))
        with pytest.raises(SystemExit) as caught:
            command.run_from_argv(["manage.py", "test", *arguments])
        file.seek(0)
        return caught.value.code, [line.split("  ")[-1] for line in file if " s  " in line]


def test_without_arguments_everything_runs(ran, tmp_path, monkeypatch):
    monkeypatch.setattr(test, "on_postgresql", lambda command: 0)
    code, summary = call(tmp_path)
    assert code == 0
    assert [line.strip() for line in summary] == [
        "ruff check",
        "ruff format",
        "template format",
        "direction of imports",
        "types",
        "migrations",
        "settings",
        "pytest on SQLite",
        "pytest on PostgreSQL",
        "pytest in Chromium",
    ]


def test_one_failed_step_fails_the_whole_and_the_others_still_run(tmp_path, monkeypatch):
    codes = iter([0, 1, 0, 0])
    monkeypatch.setattr(test, "steps", lambda browser: [(t, next, codes) for t in "abcd"])
    code, summary = call(tmp_path)
    assert (code, [line.strip() for line in summary]) == (1, ["a", "b", "c", "d"])


def test_the_browser_can_be_left_out():
    titles = [title for title, _, _ in test.steps(browser=False)]
    assert titles[-1] == "pytest on PostgreSQL"


def test_arguments_go_to_pytest_and_nothing_else_runs(ran, tmp_path):
    assert call(tmp_path, "tests/biq", "-k", "word", "-v") == (0, [])
    assert ran == [([*test.PYTEST, "tests/biq", "-k", "word", "-v"], {})]


def test_arguments_can_go_to_pytest_on_postgresql(ran, tmp_path):
    assert call(tmp_path, "--postgres", "tests/biq") == (0, [])
    [(command, changes)] = ran
    assert command == [*test.PYTEST, "tests/biq"]
    assert changes["DATABASE_URL"].startswith("postgres://biq@//tmp/biq-postgres-") is True


def test_the_exit_code_is_pytests_own(tmp_path, monkeypatch):
    monkeypatch.setattr(test, "run", lambda command, changes: 5)
    assert call(tmp_path, "-k", "nothing") == (5, [])


def test_a_postgresql_that_does_not_start_fails_its_step(monkeypatch, capsys):
    def temporary():
        raise subprocess.CalledProcessError(1, "initdb")

    monkeypatch.setattr(postgres, "temporary", temporary)
    assert test.on_postgresql(["pytest"]) == 1
    assert capsys.readouterr().err == (
        "PostgreSQL did not start: Command 'initdb' returned non-zero exit status 1.\n"
    )


def test_the_settings_are_checked_as_in_production(ran):
    test.in_production(["check"])
    [(_, changes)] = ran
    kept = {name: value for name, value in changes.items() if value and name != "SECRET_KEY"}
    assert kept == {"BASE_URL": "https://biq.example.org"}


def test_what_ran_is_measured_on_sqlite_and_when_everything_runs_only(ran, tmp_path, monkeypatch):
    monkeypatch.setattr(test, "on_postgresql", lambda command: 0)
    call(tmp_path)
    call(tmp_path, "tests/biq")
    measured = [command for command, _ in ran if "--cov" in command]
    assert measured == [[*test.PYTEST, "-n", "2", "-m", "not browser", *test.COVERAGE]]
