"""`manage.py translations`: brings the files of the translators in step with the code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from biq.languages.catalog_checks import untranslated
from biq.languages.catalogs import LANGUAGES, catalog, compile_catalogs, update_catalogs
from biq.languages.source_strings import SourceString, strings


class Command(BaseCommand):
    """Finds every string of ours, keeps what is translated, and says what is not."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compile", action="store_true", help="only compile them: for a server"
        )

    def handle(self, *args: str, **options: Any) -> None:
        if not options["compile"]:
            self.update(strings())
        compile_catalogs()

    def update(self, found: list[SourceString]) -> None:
        """Write the files anew and say what is left to do."""
        update_catalogs(found)
        for language in LANGUAGES:
            missing = len(untranslated(found, catalog(language)))
            self.stdout.write(f"{language}: {missing} to translate")
