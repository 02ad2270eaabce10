"""One step of the benchmark: `python -m tools.benchmark STEP …` (see `steps.py`)."""

import json
import sys

import django

django.setup()

from tools.benchmark.steps import STEPS  # noqa: E402

name, *arguments = sys.argv[1:]
sys.stdout.write(json.dumps(STEPS[name](*arguments)))
