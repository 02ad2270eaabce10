"""Without a secret or an address a production server refuses to start and says why."""

import subprocess
import sys

from tools.bootstrap import virtualenv

SECRET = "x" * 60
WHY = "{} is not set. Set it in the environment, or set DEMO=1 to try BIQ on this computer.\n"


def start(**environment):
    """Return exit code and error output of a check of the settings in this environment."""
    done = subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=virtualenv.HOME,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_without_a_secret_the_server_refuses_to_start_in_one_line():
    assert start(BASE_URL="https://biq.example.org") == (1, WHY.format("SECRET_KEY"))


def test_without_an_address_the_server_refuses_to_start_in_one_line():
    assert start(SECRET_KEY=SECRET) == (1, WHY.format("BASE_URL"))


def test_with_both_it_starts():
    assert start(SECRET_KEY=SECRET, BASE_URL="https://biq.example.org") == (0, "")


def test_the_demo_starts_without_any_setting():
    assert start(DEMO="1") == (0, "")


def setting(name, **environment):
    """Return what a production server has for a setting in this environment."""
    production = {"SECRET_KEY": SECRET, "BASE_URL": "https://biq.example.org", **environment}
    code = f"from django.conf import settings; print(repr(settings.{name}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=virtualenv.HOME,
        env={"DJANGO_SETTINGS_MODULE": "biq.settings", **production},
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() or done.stderr


def test_browsers_learn_https_for_ever_only_when_somebody_asks_for_it():
    assert setting("SECURE_HSTS_PRELOAD") == "False"
    assert setting("SECURE_HSTS_PRELOAD", HSTS_PRELOAD="1") == "True"
