"""What `manage.py` does before Django."""

import os
import shutil
import subprocess
import sys

import pytest

from tools import bootstrap
from tools.bootstrap import defaults, packages, virtualenv
from tools.bootstrap.address import Address


@pytest.fixture
def done(monkeypatch):
    """Note down what the set-up does instead of doing it."""
    notes = []
    monkeypatch.setattr(bootstrap, "django_is_provided", lambda: False)
    monkeypatch.setattr(packages, "ensure", lambda command: notes.append(f"packages: {command}"))
    monkeypatch.setattr(virtualenv, "is_current", lambda lock: True)
    monkeypatch.setattr(virtualenv, "is_running", lambda: True)
    monkeypatch.setattr(virtualenv, "ensure", lambda lock: notes.append(f"lock: {lock.name}"))
    monkeypatch.setattr(virtualenv, "continue_in_it", lambda argv: notes.append("continues"))
    monkeypatch.setattr(os, "environ", {})
    return notes


def test_where_django_is_provided_nothing_is_done(done, monkeypatch):
    monkeypatch.setattr(bootstrap, "django_is_provided", lambda: True)
    bootstrap.prepare(["manage.py", "migrate"])
    assert done == []


def test_the_demo_needs_packages_and_the_runtime_lock(done):
    bootstrap.prepare(["manage.py", "demo"])
    assert done == ["packages: demo", "lock: requirements.txt"]


@pytest.mark.parametrize("command", ["test", "precommit"])
def test_the_tests_need_their_own_lock(done, command):
    bootstrap.prepare(["manage.py", command])
    assert done == [f"packages: {command}", "lock: requirements-test.txt"]
    assert defaults.TESTS.items() <= os.environ.items()


def test_another_command_looks_for_packages_only_when_it_sets_up(done, monkeypatch):
    bootstrap.prepare(["manage.py", "migrate"])
    monkeypatch.setattr(virtualenv, "is_current", lambda lock: False)
    bootstrap.prepare(["manage.py", "migrate"])
    assert done == ["lock: requirements.txt", "packages: migrate", "lock: requirements.txt"]


def test_on_another_python_the_command_continues_in_ours(done, monkeypatch):
    monkeypatch.setattr(virtualenv, "is_running", lambda: False)
    bootstrap.prepare(["manage.py", "migrate"])
    assert done == ["lock: requirements.txt", "continues"]


def test_after_installing_the_command_starts_again_with_the_new_packages(done, monkeypatch):
    monkeypatch.setattr(virtualenv, "ensure", lambda lock: True)
    bootstrap.prepare(["manage.py", "migrate"])
    assert done == ["continues"]


def test_an_old_python_is_told_so_in_one_line(done, monkeypatch):
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))
    version = sys.version.split()[0]
    with pytest.raises(SystemExit) as caught:
        bootstrap.prepare(["manage.py", "migrate"])
    assert caught.value.code == f"BIQ needs Python 3.11 or newer; this is {version}."


def test_a_bad_address_is_told_before_anything_is_installed(done):
    with pytest.raises(SystemExit) as caught:
        bootstrap.prepare(["manage.py", "demo", "eight thousand"])
    assert (done, caught.value.code) == (
        [],
        "“eight thousand” is not ADDRESS:PORT. An example: 127.0.0.1:8000",
    )


def test_the_demo_knows_its_own_address():
    assert defaults.demo_variables(Address("127.0.0.1", 8123)) == {
        "DEMO": "1",
        "BASE_URL": "http://127.0.0.1:8123",
    }


def test_a_demo_on_all_addresses_answers_to_every_host_name():
    assert defaults.demo_variables(Address("::", 8123)) == {
        "DEMO": "1",
        "BASE_URL": "http://127.0.0.1:8123",
        "ALLOWED_HOSTS": "*",
    }


@pytest.mark.parametrize("command", ["makemigrations", "translations"])
def test_what_only_looks_at_the_code_runs_without_settings_and_keeps_those_there_are(command):
    bare, server = {}, {"SECRET_KEY": "of the server", "BASE_URL": "https://biq.example.org"}
    defaults.apply(bare, command, [])
    defaults.apply(server, command, [])
    assert bare == defaults.TESTS
    assert server == defaults.TESTS | {
        "SECRET_KEY": "of the server",
        "BASE_URL": "https://biq.example.org",
    }


def test_the_bootstrap_runs_on_a_python_without_any_package(tmp_path):
    shutil.copytree(virtualenv.HOME / "tools" / "bootstrap", tmp_path / "tools" / "bootstrap")
    isolated = [sys.executable, "-I", "-S", "-c"]
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import tools.bootstrap"
    assert subprocess.run([*isolated, program]).returncode == 0
