"""`manage.py specimens FOLDER`: one PDF of every kind of document, unsigned and signed."""

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.test import override_settings

from biq.languages.catalogs import compile_catalogs
from courses.models import Course
from documents.pdf.signing import sign
from tools import demo
from tools.specimens import keys, specimens


class Command(BaseCommand):
    """Loads the demo into an empty database, and prints what `tools.specimens` knows."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: str, folder: Path, **options: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        compile_catalogs()
        if not Course.objects.exists():
            demo.load()
        plain, signed = (folder / name for name in ("unsigned", "signed"))
        for place in (plain, signed):
            place.mkdir(parents=True, exist_ok=True)
        self.write(plain, lambda pdf: pdf)
        key = keys.make_key(folder / "key.p12")
        with override_settings(SIGNING_KEY_FILE=str(key), SIGNING_KEY_PASSWORD=keys.PASSWORD):
            self.write(signed, sign)

    def write(self, folder: Path, finish: Callable[[bytes], bytes]) -> None:
        """Write every specimen into the folder, and say how many there are."""
        count = 0
        for count, (name, pdf) in enumerate(specimens(), start=1):  # noqa: B007
            (folder / f"{name}.pdf").write_bytes(finish(pdf))
        self.stdout.write(f"{count} documents in {folder}")
