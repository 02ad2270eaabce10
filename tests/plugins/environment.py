"""Set the tests' environment variables before Django's settings are read (see pyproject.toml)."""

import os

from tools.bootstrap.defaults import TESTS

os.environ.update(TESTS)
# Playwright's synchronous interface runs an event loop in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
