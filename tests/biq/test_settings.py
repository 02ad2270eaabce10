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
