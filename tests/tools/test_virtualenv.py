"""The checkout's own environment is made, kept, and repaired."""

import fcntl
import sys
import threading
from pathlib import Path

import pytest

from tools.bootstrap import virtualenv
from tools.bootstrap.failure import SetupError


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Point the module at an empty checkout with two locks, one package in each."""
    places = {
        "HOME": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "STAMP": tmp_path / ".venv" / "lock-stamp",
        "RUNTIME_LOCK": tmp_path / "requirements.txt",
        "TEST_LOCK": tmp_path / "requirements-test.txt",
    }
    for name, path in places.items():
        monkeypatch.setattr(virtualenv, name, path)
    virtualenv.RUNTIME_LOCK.write_text("django==1\n")
    virtualenv.TEST_LOCK.write_text("django==1\npytest==1\n")
    return virtualenv


@pytest.fixture
def synchronised(checkout, monkeypatch):
    """Return the list of locks that were installed; installing only writes the stamp."""
    locks = []

    def synchronise(lock):
        locks.append(lock.name)
        checkout.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        checkout.PYTHON.touch()
        checkout.STAMP.write_text(checkout.stamp_of(lock))

    monkeypatch.setattr(checkout, "synchronise", synchronise)
    return locks


def test_the_first_command_installs_and_the_second_does_not(checkout, synchronised):
    answers = [checkout.ensure(checkout.RUNTIME_LOCK) for _ in range(2)]
    assert (answers, synchronised) == ([True, False], ["requirements.txt"])


def test_a_changed_lock_is_installed_again(checkout, synchronised):
    checkout.ensure(checkout.RUNTIME_LOCK)
    checkout.RUNTIME_LOCK.write_text("django==2\n")
    checkout.ensure(checkout.RUNTIME_LOCK)
    assert synchronised == ["requirements.txt", "requirements.txt"]


def test_the_tests_add_their_packages_to_those_of_the_demo(checkout, synchronised):
    checkout.ensure(checkout.RUNTIME_LOCK)
    checkout.ensure(checkout.TEST_LOCK)
    assert synchronised == ["requirements.txt", "requirements-test.txt"]


def test_the_demo_leaves_the_packages_of_the_tests_alone(checkout, synchronised):
    checkout.ensure(checkout.TEST_LOCK)
    checkout.ensure(checkout.RUNTIME_LOCK)
    assert synchronised == ["requirements-test.txt"]


def test_the_demo_keeps_the_packages_of_the_tests_when_the_lock_has_changed(checkout, synchronised):
    checkout.ensure(checkout.TEST_LOCK)
    checkout.TEST_LOCK.write_text("django==2\npytest==2\n")
    checkout.ensure(checkout.RUNTIME_LOCK)
    assert synchronised == ["requirements-test.txt", "requirements-test.txt"]


def test_a_second_set_up_waits_and_then_finds_everything_done(checkout, synchronised, capsys):
    (checkout.HOME / "var").mkdir()
    answers = []
    second = threading.Thread(target=lambda: answers.append(checkout.ensure(checkout.TEST_LOCK)))
    with (checkout.HOME / "var" / "set-up.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second.start()
        second.join(timeout=0.3)
        assert second.is_alive()
        checkout.synchronise(checkout.TEST_LOCK)
    second.join()
    assert (answers, synchronised) == ([True], ["requirements-test.txt"])
    assert capsys.readouterr().out == "Another set-up is running; waiting for it …\n"


def test_a_broken_environment_is_made_anew_and_freed_of_what_the_lock_does_not_name(checkout):
    checkout.RUNTIME_LOCK.write_text("# nothing\n")
    checkout.PYTHON.parent.mkdir(parents=True)
    checkout.PYTHON.symlink_to("/nonexistent/python3.9")
    checkout.create_unless_usable()
    packages = next(checkout.VENV.glob("lib/python*/site-packages"))
    (packages / "surplus-1.dist-info").mkdir()
    (packages / "surplus-1.dist-info" / "METADATA").write_text("Name: surplus\nVersion: 1\n")
    (packages / "surplus-1.dist-info" / "RECORD").write_text("surplus-1.dist-info/METADATA,,\n")
    before = checkout.installed() - checkout.OURS_ANYWAY
    checkout.ensure(checkout.RUNTIME_LOCK)
    after = checkout.installed() - checkout.OURS_ANYWAY
    assert (before, after) == ({"surplus"}, set())
    assert checkout.is_current(checkout.RUNTIME_LOCK) is True


def test_a_failed_installation_counts_as_not_done_and_says_what_failed(checkout, monkeypatch):
    checkout.RUNTIME_LOCK.write_text("unhashed==1\n")
    monkeypatch.setattr(checkout, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(checkout, "create_unless_usable", lambda: None)
    with pytest.raises(SetupError) as caught:
        checkout.synchronise(checkout.RUNTIME_LOCK)
    assert str(caught.value) == (
        "pip install failed (exit code 1; the reason stands above). Try it again."
    )
    assert checkout.is_current(checkout.RUNTIME_LOCK) is False


def test_a_failed_set_up_for_the_tests_is_done_again_for_the_tests(checkout, monkeypatch):
    def fail(*arguments):
        raise SetupError("no network")

    installed = []
    monkeypatch.setattr(checkout, "create_unless_usable", lambda: None)
    monkeypatch.setattr(checkout, "pip", fail)
    with pytest.raises(SetupError):
        checkout.ensure(checkout.TEST_LOCK)
    monkeypatch.setattr(checkout, "synchronise", lambda lock: installed.append(lock.name))
    checkout.ensure(checkout.RUNTIME_LOCK)
    assert installed == ["requirements-test.txt"]


def test_the_names_in_a_lock_are_compared_as_python_packages_are():
    lock = "Django==5 \\\n    --hash=sha256:00\ntext_unidecode==1 ; python_version < '4'\n"
    assert virtualenv.named_in(lock) == {"django", "text-unidecode"}


def test_every_package_of_the_runtime_lock_is_in_the_test_lock_with_the_same_hashes():
    runtime, tests = (
        # A package that only old Pythons need at run time may be needed on all of them here.
        {line.partition(" ;")[0].removesuffix(" \\") for line in lock.read_text().splitlines()}
        for lock in (virtualenv.RUNTIME_LOCK, virtualenv.TEST_LOCK)
    )
    assert runtime - tests == set()
