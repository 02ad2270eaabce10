"""From a bare checkout to a running command: system packages, `.venv`, environment variables.

Only the standard library may be used here: this runs before anything is installed. Where somebody
else provides Django (a container, say) nothing is installed and nothing is changed.
"""

import importlib.util
import os
import sys

from tools.bootstrap import defaults, packages, virtualenv
from tools.bootstrap.failure import SetupError

OLDEST_PYTHON = (3, 11)
LOCKS = {"test": virtualenv.TEST_LOCK, "precommit": virtualenv.TEST_LOCK}


def prepare(argv: list[str]) -> None:
    """Make the command in `argv` runnable; continues in the Python of `.venv` where needed.

    Ends the process with one line on stderr where that is not possible."""
    command = argv[1] if len(argv) > 1 else ""
    try:
        defaults.apply(os.environ, command, argv[2:])
        if not django_is_provided():
            set_up(command, argv)
    except SetupError as error:
        sys.exit(f"{error}")


def require_python() -> None:
    """Refuse a Python for which the lock was not made."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise SetupError(f"BIQ needs Python 3.11 or newer; this is {sys.version.split()[0]}.")


def django_is_provided() -> bool:
    """Whether the running Python is not ours and has Django."""
    return not virtualenv.is_running() and importlib.util.find_spec("django") is not None


def set_up(command: str, argv: list[str]) -> None:
    """Install what is missing and continue in `.venv`."""
    require_python()
    lock = LOCKS.get(command, virtualenv.RUNTIME_LOCK)
    if command in packages.NEEDS or not virtualenv.is_current(lock):
        packages.ensure(command)
    changed = virtualenv.ensure(lock)
    if changed or not virtualenv.is_running():
        virtualenv.continue_in_it(argv)
