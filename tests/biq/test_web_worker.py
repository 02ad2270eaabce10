"""What a web worker reads when it starts: nothing that only a few requests or the worker need."""

import json
import subprocess
import sys

from tests.plugins.another_process import HOME, variables

# Each of these takes some MB of every web worker.
HEAVY = (
    "PIL",
    "fontTools",
    "icalendar",
    "import_export",
    "openpyxl",
    "pikepdf",
    "pyhanko",
    "weasyprint",
)
LIST = """
import json, sys
import biq.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted(set(sys.modules) & set(sys.argv[1:]))))
"""


def test_a_web_worker_reads_no_library_that_most_requests_do_without():
    command = [sys.executable, "-c", LIST, *HEAVY]
    found = subprocess.run(command, env=variables(), cwd=HOME, capture_output=True, check=True)
    assert json.loads(found.stdout) == []
