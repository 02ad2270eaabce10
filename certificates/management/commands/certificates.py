import time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils.text import slugify

from certificates.archive import stored_files
from certificates.issuing import issuance
from certificates.issuing.printing import render_pending
from certificates.models import Certificate
from courses.models import Course
from documents.whole_files import write_whole
from web.counting import counted

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "đ": "d"})
# While the worker prints the same certificates, look again after this time.
PAUSE_SECONDS = 0.5


class Command(BaseCommand):
    help = "Issues the certificates of a course that are missing, and writes all as PDF files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", metavar="course-slug")
        parser.add_argument("--output", metavar="FOLDER", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        course, output = self._find(options["course"]), options["output"]
        self._make_folder(output)
        self._issue(course)
        self._print(course)
        damaged = self._write(course, output)
        self._name_the_others(course)
        self._end(course, damaged)

    def _find(self, slug: str) -> Course:
        try:
            return Course.objects.get(slug=slug)
        except Course.DoesNotExist:
            known = ", ".join(Course.objects.values_list("slug", flat=True))
            raise CommandError(f"Den Kurs „{slug}“ gibt es nicht. Es gibt: {known}") from None

    def _make_folder(self, output: Path) -> None:
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"Der Ordner {output} lässt sich nicht anlegen: {error}") from None

    def _issue(self, course: Course) -> None:
        try:
            rows = issuance.end_and_issue(course, by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{len(rows)} neu ausgestellt.")

    def _print(self, course: Course) -> None:
        pending = Certificate.objects.of_course(course).pending()
        while pending.exists():
            if not render_pending(course=course):
                time.sleep(PAUSE_SECONDS)

    def _write(self, course: Course, output: Path) -> list[str]:
        """Write all certificates that are whole, and return the words about the others."""
        certificates = Certificate.objects.of_course(course).in_hand()
        problems = [self._write_one(output / file_name(row), row) for row in certificates]
        damaged = [problem for problem in problems if problem]
        self.stdout.write(f"{_files(len(certificates) - len(damaged))} in {output}.")
        return damaged

    def _write_one(self, path: Path, certificate: Certificate) -> str | None:
        """Return what is wrong with the stored file; None when it is written."""
        try:
            write_whole(path, stored_files.read(certificate), path.with_suffix(".part"))
            return None
        except stored_files.DamagedFile as error:
            return str(error)
        except OSError as error:
            raise CommandError(f"{path.name}: {error}") from None

    def _name_the_others(self, course: Course) -> None:
        plan = issuance.issuing_plan(course)
        for award in plan.blocked + plan.without:
            self.stdout.write(f"Nicht dabei: {award.registration}. {award.obstacle}")

    def _end(self, course: Course, damaged: list[str]) -> None:
        failed = [f"{row} {row.printed_name}: {row.problem}" for row in self._failed(course)]
        if damaged or failed:
            raise CommandError("Nicht geschrieben:\n" + "\n".join(damaged + failed))

    def _failed(self, course: Course) -> QuerySet[Certificate]:
        return Certificate.objects.of_course(course).failed()


def file_name(certificate: Certificate) -> str:
    """Return a name that every system takes: "2027-014-guelsen-isik.pdf"."""
    name = slugify(certificate.printed_name.lower().translate(UMLAUTS))[:60].strip("-")
    return "-".join(filter(None, [certificate.number, name])) + ".pdf"


def _files(number: int) -> str:
    return counted(number, "PDF-Datei liegt", "PDF-Dateien liegen")
