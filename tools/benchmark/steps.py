"""What has to happen inside a database: each step is a process of its own, with JSON as answer."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

# A step reads only the code that it measures, so that its time and memory are that code's own:
# what it needs beyond the standard library is imported inside its function.
MANAGE = [sys.executable, "-m", "tools.benchmark"]


class Step:
    """A step that has begun."""

    def __init__(self, variables: dict[str, str], name: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [*MANAGE, name, *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=variables,
            stdout=subprocess.PIPE,
        )

    def result(self) -> Any:
        """Return what the step answered. Raises CalledProcessError when it failed."""
        answer, _ = self.process.communicate()
        if self.process.returncode:
            raise subprocess.CalledProcessError(self.process.returncode, self.process.args)
        return json.loads(answer)


def run(variables: dict[str, str], name: str, *arguments: object) -> Any:
    """Do one step and return what it answered."""
    return Step(variables, name, *arguments).result()


def fill_web(rounds: str) -> str:
    from tools.benchmark.dataset import courses, running

    _prepare()
    _collect()
    courses.cast()
    courses.open_for_pages()
    courses.open_for_posts(int(rounds))
    return running.running_course()


def fill_print(rounds: str, many: str, few: str) -> None:
    from tools.benchmark.dataset import courses

    for number in range(int(rounds)):
        courses.ended_for_printing(f"druck-{number}", int(many))
    courses.ended_for_printing("speicher-viele", int(many))
    courses.ended_for_printing("speicher-wenige", int(few))


def fill_staff(registrations: str, crowded: str) -> str:
    from tools.benchmark.dataset import courses

    _prepare()
    session = courses.cast()
    courses.staff_world(int(registrations), int(crowded))
    return session


def _prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _collect() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def count_rows(*sides: str) -> list[dict[str, int]]:
    """Return for each side how many rows of each model its posts have written."""
    return [_rows_of(side) for side in sides]


def _rows_of(side: str) -> dict[str, int]:
    from correspondence.models import Message
    from participants.ledger import LedgerEntry
    from participants.models import Registration
    from participants.people.consents import Consent
    from participants.registration.history import StatusChange
    from web.form_key import SpentKey

    mine = Registration.objects.filter(course__slug__startswith=f"{side}-")
    keys = mine.values("participant__key")
    receipts = [f"/anmeldung/{token}/" for token in mine.values_list("token", flat=True)]
    return {
        "registrations": mine.count(),
        "enrolled": mine.filter(status="enrolled").count(),
        "owing": mine.filter(account__gt=0).count(),
        "people": mine.values("participant").distinct().count(),
        "keys": SpentKey.objects.filter(receipt__in=receipts).count(),
        "changes": StatusChange.objects.filter(registration__in=mine).count(),
        "consents": Consent.objects.filter(registration__in=mine).count(),
        "entries": LedgerEntry.objects.filter(registration__in=mine).count(),
        "messages": Message.objects.filter(recipient_key__in=keys).count(),
    }


def race(people: str, together: str) -> dict[str, Any]:
    """Let a crowd register at once; return what became of them, and the seconds it took."""
    from tools.benchmark import race

    _prepare()
    return race.run(int(people), int(together))


def issue(slug: str) -> tuple[int, float]:
    """Issue a course; return the number of certificates, and the seconds from rows to files."""
    from certificates.issuing import issuance
    from certificates.models import Certificate
    from courses.models import Course

    course = Course.objects.get(slug=slug)
    issuance.end_and_issue(course, None)
    start = time.perf_counter()
    while issuance.render_pending(course=course):
        pass
    seconds = time.perf_counter() - start
    return Certificate.objects.of_course(course).valid().count(), seconds


def naive(slug: str, number: str) -> tuple[int, float]:
    """Print the same HTML with bare WeasyPrint, one after the other, each from nothing."""
    pages = _pages(slug, number)
    start = time.perf_counter()
    for page in pages:
        _print_naively(page)
    return len(pages), time.perf_counter() - start


def _pages(slug: str, number: str) -> list[str]:
    from certificates.design import rendering
    from certificates.models import Certificate
    from courses.models import Course

    some = Certificate.objects.of_course(Course.objects.get(slug=slug))[: int(number)]
    return [rendering.certificate_html(certificate) for certificate in some]


def _print_naively(page: str) -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from documents.fetcher import Fetcher
    from documents.fonts import stylesheet
    from documents.qr import QrCodeCache

    fonts = FontConfiguration()
    faces = CSS(string=stylesheet(), font_config=fonts, url_fetcher=Fetcher())
    document = HTML(string=page, url_fetcher=Fetcher())
    document.write_pdf(stylesheets=[faces], font_config=fonts, cache=QrCodeCache())


def one_by_one(slug: str, number: str) -> dict[str, list[float]]:
    """Print the same pages in turn with our code and naively; return the seconds of each."""
    from documents.printing import print_pdf

    pages = _pages(slug, number)
    ways: dict[str, Callable[[str], object]] = {"biq": print_pdf, "naive": _print_naively}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for page in [pages[0], *pages]:
        for name, way in ways.items():
            start = time.perf_counter()
            way(page)
            seconds[name].append(time.perf_counter() - start)
    # The first of each reads the libraries.
    return {name: times[1:] for name, times in seconds.items()}


def office(number: str) -> tuple[int, float]:
    """Let LibreOffice make as many certificates in one batch; return their number and seconds."""
    from tools.benchmark.baseline.office import convert

    return convert(int(number))


_ALL = (fill_web, fill_print, fill_staff, count_rows, race, issue, naive, one_by_one, office)
STEPS: dict[str, Callable[..., Any]] = {step.__name__: step for step in _ALL}
