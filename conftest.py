"""What the tests need of the machine: databases, a browser, styles. The cast is in `tests`."""

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from biq.languages.catalogs import compile_catalogs
from tests.plugins import migrated_database
from tools.bootstrap import packages


def pytest_configure() -> None:
    """Hash passwords fast, let no test need collected static files, and speak seven languages."""
    compile_catalogs()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on SQLite what is only true of PostgreSQL; `manage.py test` runs both."""
    for item in items:
        keep_first_rows(item)
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_pycollect_makemodule(module_path: Path) -> None:
    """Set Hypothesis up before the first module that uses it: importing it takes a while."""
    if b"hypothesis" in module_path.read_bytes():
        set_up_hypothesis()


@functools.cache
def set_up_hypothesis() -> None:
    """Try 50 examples of each property; 300 where the environment says `CI`."""
    from hypothesis import settings  # see above

    examples = 300 if os.environ.get("CI") else 50
    settings.register_profile("ours", deadline=None, database=None, max_examples=examples)
    settings.load_profile("ours")


def keep_first_rows(item: pytest.Item) -> None:
    """Give a test that commits the rows of the migrations: the one before emptied all tables."""
    marker = item.get_closest_marker("django_db")
    wishes = marker.kwargs if marker else {}
    fixtures = getattr(item, "fixturenames", [])
    if wishes.get("transaction") or {"transactional_db", "live_server"} & set(fixtures):
        wishes = {**wishes, "transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**wishes), append=False)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take a SQLite file that is there, and migrate it as far as it is not."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite's test database into a file: threads share it as they do in production."""
    if connection.vendor == "sqlite":
        database = tmp_path_factory.mktemp("db") / "biq.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = database
        if (kept := migrated_database.kept_file()).exists():
            migrated_database.copy(kept, database)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Keep a new SQLite file for the next run, and let every connection know its first rows.

    Under Playwright's event loop Django opens another connection."""
    with django_db_blocker.unblock():
        first = connections["default"]
        if first.vendor == "sqlite" and not migrated_database.kept_file().exists():
            migrated_database.keep(Path(first.settings_dict["NAME"]))
        if rows := getattr(first, "_test_serialized_contents", None):
            type(first)._test_serialized_contents = rows


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep stored documents of one test from every other and from the demo's."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Collect static files as in production, and find the joined stylesheets among them."""
    folder = tmp_path_factory.mktemp("static")
    joining = {**settings.STORAGES, "staticfiles": {"BACKEND": "biq.stylesheets.StylesheetStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=joining):
        call_command("collectstatic", verbosity=0, interactive=False)
    with override_settings(STATICFILES_DIRS=[*settings.STATICFILES_DIRS, folder]):
        yield folder


@pytest.fixture(scope="session")
def live_server(collected_static: Path, live_server: LiveServer) -> LiveServer:
    """Serve pages together with their stylesheets."""
    return live_server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; its sandbox refuses root."""
    return {
        **browser_type_launch_args,
        "executable_path": packages.program("chromium"),
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }
