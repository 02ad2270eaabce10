"""System packages: found, installed as root on Debian, otherwise named with what to type."""

import shutil

import pytest

from tools.bootstrap import packages
from tools.bootstrap.failure import SetupError


@pytest.fixture
def lacking(monkeypatch):
    """Let two packages be missing until they are installed; return what remains missing."""
    remaining = ["chromium", "qpdf"]
    monkeypatch.setattr(packages, "missing", lambda command: list(remaining))
    monkeypatch.setattr(packages, "is_debian", lambda: True)
    return remaining


def test_on_this_computer_nothing_is_missing_for_the_tests():
    assert packages.missing("test") == []


def test_the_demo_needs_no_browser_and_no_database_server():
    assert packages.NEEDS["demo"] == [
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libharfbuzz-subset0",
        "fonts-dejavu-core",
    ]


def test_without_root_the_exact_command_is_named(lacking, monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    with pytest.raises(SetupError) as caught:
        packages.ensure("test")
    assert str(caught.value) == (
        "Packages are missing. Please run: "
        "sudo apt-get install -y --no-install-recommends chromium qpdf"
    )


def test_without_apt_get_the_packages_are_named(lacking, monkeypatch):
    monkeypatch.setattr(packages, "is_debian", lambda: False)
    with pytest.raises(SetupError) as caught:
        packages.ensure("test")
    assert str(caught.value) == "BIQ needs what Debian calls: chromium qpdf. Please install it."


def test_as_root_they_are_installed_and_said_so(lacking, monkeypatch, capfd):
    lines = []

    def run(command, env):
        lines.append((" ".join(command), env["DEBIAN_FRONTEND"]))
        lacking.clear()
        return packages.subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages.subprocess, "run", run)
    packages.ensure("test")
    assert capfd.readouterr().out == "Installing system packages: chromium qpdf\n"
    assert lines == [
        ("apt-get update", "noninteractive"),
        ("apt-get install -y --no-install-recommends chromium qpdf", "noninteractive"),
    ]


def test_a_failing_apt_get_ends_the_set_up(lacking, monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(
        packages.subprocess,
        "run",
        lambda command, env: packages.subprocess.CompletedProcess(command, 100),
    )
    with pytest.raises(SetupError) as caught:
        packages.ensure("test")
    assert str(caught.value) == "“apt-get update” failed; the reason stands above."


def test_a_missing_library_a_missing_font_and_a_missing_program_are_noticed():
    found = (
        packages.has_library("libbiq-nowhere.so.0"),
        packages.has_font("BiqNowhere.ttf"),
        packages.program("biq-nowhere"),
    )
    assert found == (False, False, None)


def test_the_newest_postgresql_comes_first(tmp_path, monkeypatch):
    for version in ("9.6", "15", "16"):
        initdb = tmp_path / "usr/lib/postgresql" / version / "bin" / "initdb"
        initdb.parent.mkdir(parents=True)
        shutil.copy("/bin/true", initdb)
    monkeypatch.setattr(packages, "POSTGRESQL_ROOT", tmp_path)
    assert packages.program("initdb") == str(tmp_path / "usr/lib/postgresql/16/bin/initdb")


def test_a_python_without_ensurepip_asks_for_debians_package(tmp_path, monkeypatch):
    monkeypatch.setattr(packages.virtualenv, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None)
    assert packages.missing("demo") == ["python3-venv"]
