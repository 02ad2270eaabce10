"""The migrated database that is kept for the next test run is never one of other migrations."""

import sqlite3

import pytest

from tests.plugins import migrated_database


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A project of one migration that imports one module, and keeps its databases in `kept`."""
    monkeypatch.setattr(migrated_database, "HOME", tmp_path)
    monkeypatch.setattr(migrated_database, "KEPT", tmp_path / "kept")
    folder = tmp_path / "courses" / "migrations"
    folder.mkdir(parents=True)
    (tmp_path / "requirements-test.txt").write_text("django==5.2\n")
    (tmp_path / "courses" / "districts.py").write_text("DISTRICTS = ()\n")
    (tmp_path / "courses" / "views.py").write_text("")
    (folder / "0001_initial.py").write_text("from courses.districts import DISTRICTS\n")
    return tmp_path


@pytest.fixture
def migrated(tmp_path):
    with sqlite3.connect(tmp_path / "test.sqlite3") as database:
        database.execute("CREATE TABLE district (name)")
        database.execute("INSERT INTO district VALUES ('Hemelingen')")
    database.close()
    return tmp_path / "test.sqlite3"


@pytest.mark.parametrize(
    "changed",
    [
        "requirements-test.txt",
        "courses/districts.py",
        "courses/migrations/0001_initial.py",
        "courses/migrations/0002_new.py",
    ],
)
def test_what_migrations_are_made_of_changes_the_name(home, changed):
    before = migrated_database.kept_file()
    with (home / changed).open("a") as file:
        file.write("# changed\n")
    assert (migrated_database.kept_file() == before) is False


def test_other_code_does_not(home):
    before = migrated_database.kept_file()
    (home / "courses" / "views.py").write_text("# changed\n")
    assert migrated_database.kept_file() == before


def test_what_is_kept_is_whole(migrated):
    migrated_database.keep(migrated)
    database = sqlite3.connect(migrated_database.kept_file())
    assert database.execute("SELECT name FROM district").fetchall() == [("Hemelingen",)]
    database.close()


def test_one_database_is_kept(home, migrated):
    migrated_database.keep(migrated)
    (home / "requirements-test.txt").write_text("django==6.0\n")
    migrated_database.keep(migrated)
    assert list((home / "kept").iterdir()) == [migrated_database.kept_file()]
