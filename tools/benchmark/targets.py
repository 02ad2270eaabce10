"""What is to be reached on two cores, and how the result is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A ratio, what it compares, and its limit: the least, or the most where `is_most`."""

    name: str
    what: str
    limit: float
    is_most: bool = False

    def is_met(self, value: float) -> bool:
        return value <= self.limit if self.is_most else value >= self.limit

    def line(self, value: float | None) -> str:
        """Return the ratio's line of the table; `value` is None for what was not measured."""
        limit = f"{'≤' if self.is_most else '≥'} {self.limit:.2f}"
        verdict = "not measured" if value is None else ("ok" if self.is_met(value) else "MISSED")
        number = "" if value is None else f"{value:.2f}"
        return f"{self.name:28} {number:>7}  {limit:>7}  {verdict:12}  {self.what}"


TARGETS = (
    Target("form_get", "registration form ÷ empty view, requests per second", 0.50),
    Target("form_post", "final registration POST ÷ the same rows by plain ORM", 0.70),
    Target("course_page", "course page ÷ empty view, requests per second", 0.40),
    Target("composer", "programme of 80 items ÷ page with the matrix, time", 2.0, True),
    Target("lists_time_growth", "lists, search, cockpit at many ÷ at 100, worst", 1.5, True),
    Target("home_time_growth", "home page of the staff at many ÷ at 100", 1.5, True),
    Target("certificates_batch", "certificates a second ÷ naive WeasyPrint", 1.7),
    Target("certificates_office", "certificates a second ÷ a LibreOffice batch", 1.2),
    Target("certificates_one", "time of one certificate ÷ naive WeasyPrint", 0.8, True),
    Target("certificates_memory_growth", "peak memory of many ÷ of 25", 1.1, True),
)
HEAD = f"{'ratio':28} {'value':>7}  {'target':>7}  {'':12}  what"
WORKER_MEMORY_MB = 100
SHEET_KB = 20


def table(ratios: dict[str, float], worker_memory: float, sheet: float) -> list[str]:
    """Return the lines of the table; `worker_memory` is the peak of a web worker in MB, `sheet`
    what the attendance page weighs in kB."""
    lines = [target.line(ratios.get(target.name)) for target in TARGETS]
    aim = f"Peak memory of a web worker: {worker_memory:.0f} MB (aim: under {WORKER_MEMORY_MB} MB)"
    weight = f"Attendance page with its scripts: {sheet:.1f} kB by gzip (aim: under {SHEET_KB} kB)"
    return [HEAD, *lines, "", aim, weight]
