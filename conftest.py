"""What the tests need of the machine: databases, a browser, styles. The cast is in `tests`."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from biq.languages.catalogs import compile_catalogs
from tools.bootstrap import packages

hypothesis.settings.register_profile("default", deadline=None, database=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, database=None, max_examples=300)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_configure():
    """Hash passwords fast, let no test need collected static files, and speak seven languages."""
    compile_catalogs()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def pytest_collection_modifyitems(config, items):
    """Leave out on SQLite what is only true of PostgreSQL; `manage.py test` runs both."""
    for item in items:
        keep_first_rows(item)
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def keep_first_rows(item):
    """Give a test that commits the rows of the migrations: the one before emptied all tables."""
    marker = item.get_closest_marker("django_db")
    wishes = marker.kwargs if marker else {}
    fixtures = getattr(item, "fixturenames", [])
    if wishes.get("transaction") or {"transactional_db", "live_server"} & set(fixtures):
        wishes = {**wishes, "transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**wishes), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let every connection know those rows: under Playwright's event loop Django opens another."""
    with django_db_blocker.unblock():
        first = connections["default"]
        if rows := getattr(first, "_test_serialized_contents", None):
            type(first)._test_serialized_contents = rows


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Put SQLite's test database into a file: threads share it as they do in production."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "biq.sqlite3"


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path_factory):
    """Keep stored documents of one test from every other and from the demo's."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory):
    """Collect static files as in production, and find the joined stylesheets among them."""
    folder = tmp_path_factory.mktemp("static")
    joining = {**settings.STORAGES, "staticfiles": {"BACKEND": "biq.stylesheets.StylesheetStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=joining):
        call_command("collectstatic", verbosity=0, interactive=False)
    with override_settings(STATICFILES_DIRS=[*settings.STATICFILES_DIRS, folder]):
        yield folder


@pytest.fixture(scope="session")
def live_server(collected_static, live_server):
    """Serve pages together with their stylesheets."""
    return live_server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the system's Chromium; its sandbox refuses root."""
    return {
        **browser_type_launch_args,
        "executable_path": packages.program("chromium"),
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }
