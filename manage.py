#!/usr/bin/env python3
"""Everything BIQ can do from the command line; `tools/bootstrap` sees to its environment first."""

import os
import sys

from tools import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "biq.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
