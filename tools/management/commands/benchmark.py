"""`manage.py benchmark [--json FILE]`: how fast BIQ is, beside plain views on the same machine."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tools.benchmark.measuring import Benchmark
from tools.benchmark.sizes import FULL, TINY
from tools.benchmark.targets import table


class Command(BaseCommand):
    """Measures in databases of its own, beside the one of DATABASE_URL if that is PostgreSQL."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the numbers go, and whether only to see that everything runs."""
        parser.add_argument("--json", metavar="FILE", help="write the ratios into this file")
        parser.add_argument("--tiny", action="store_true", help="prove that it runs, in seconds")

    def handle(
        self, *args: str, json: str | None = None, tiny: bool = False, **options: object
    ) -> None:
        """Measure, print the table and write the file."""
        benchmark = Benchmark(TINY if tiny else FULL, self.say)
        benchmark.run(os.environ.get("DATABASE_URL", ""))
        lines = table(benchmark.ratios, benchmark.worker_memory, benchmark.sheet_weight)
        self.say("\n".join(["", *lines]))
        if json:
            write(Path(json), benchmark.result())

    def say(self, text: str) -> None:
        """Write at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()


def write(path: Path, result: dict[str, Any]) -> None:
    path.write_text(json.dumps(result, indent=2) + "\n")
