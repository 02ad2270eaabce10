"""The order of events: make the databases, measure in turn, put the ratios together."""

import contextlib
import tempfile
from collections.abc import Callable
from statistics import median
from typing import Any

from tools.benchmark import leaders, lists, pages, posts, prints, server, steps
from tools.benchmark.dataset.databases import databases, is_postgresql
from tools.benchmark.sizes import Sizes

NAMES = ("web", "small", "large")
FEW = 100


class Benchmark:
    """One run on databases made for it; `say` tells somebody who waits what is going on."""

    def __init__(self, sizes: Sizes, say: Callable[[str], None]) -> None:
        self.sizes, self.say = sizes, say
        self.ratios: dict[str, float] = {}
        self.details: dict[str, Any] = {}
        self.worker_memory = 0.0
        self.sheet_weight = 0.0

    def run(self, url: str) -> None:
        """Measure everything. `url` says where databases may be made; empty: where it is best."""
        with databases(url, NAMES) as urls, tempfile.TemporaryDirectory() as folder:
            self.places = {name: server.environment(place, folder) for name, place in urls.items()}
            self.on_postgresql = is_postgresql(urls["web"])
            sessions = self._fill()
            self._measure_pages_and_posts()
            self._measure_race()
            self._measure_lists(sessions)
            self._measure_prints()

    def result(self) -> dict[str, Any]:
        """Return what the JSON file holds."""
        return {
            "ratios": self.ratios,
            "worker_memory_mb": self.worker_memory,
            "sheet_kb": self.sheet_weight,
            "postgresql": self.on_postgresql,
            "details": self.details,
        }

    def _fill(self) -> dict[str, str]:
        """Make the world of each database; return the staff's sessions in the last two."""
        size = self.sizes
        self.say(f"Filling the databases, one with {size.registrations} registrations …")
        begun = [
            steps.Step(self.places["large"], "fill_staff", size.registrations, size.crowd),
            steps.Step(self.places["small"], "fill_staff", FEW, COURSE_OF_FEW),
        ]
        self.leader = steps.run(self.places["web"], "fill_web", size.post_rounds + 1)
        steps.run(
            self.places["web"],
            "fill_print",
            size.print_rounds,
            size.certificates,
            size.few_certificates,
        )
        large, small = (step.result() for step in begun)
        return {"small": small, "large": large}

    def _measure_pages_and_posts(self) -> None:
        with server.running(self.places["web"]) as web:
            self.say("Measuring the pages of the residents …")
            rates = pages.measure(web.port, self.sizes)
            self._keep("form_get", paired(rates["form_get"], rates["empty"]), rates)
            self._keep("course_page", paired(rates["course_page"], rates["empty"]))
            self.say("Measuring the pages of the leaders …")
            times = leaders.measure(web.port, self.leader, self.sizes)
            self._keep("composer", paired(times["composer"], times["matrix"]), {"leaders": times})
            self.sheet_weight = leaders.sheet_weight(web.port, self.leader)
            self.say("Measuring registrations …")
            rates = posts.measure(web.port, self.sizes)
            self._keep("form_post", paired(rates["biq"], rates["bare"]), {"posts": rates})
            self.worker_memory = web.worker_memory()
        sides = steps.run(self.places["web"], "count_rows", "biq", "bare")
        ours, theirs = sides
        posts.check_rows(ours, theirs, self.sizes)
        self.details["rows"] = sides

    def _measure_race(self) -> None:
        found = steps.run(self.places["web"], "race", self.sizes.race, 1)
        self.details["race"] = found
        self.say(
            f"{self.sizes.race} people registered at once in {found['seconds']:.1f} s:"
            f" {found['enrolled']} have a seat, {found['waiting']} wait."
        )

    def _measure_lists(self, sessions: dict[str, str]) -> None:
        if not self.on_postgresql:
            self.say("The lists of the staff are measured on PostgreSQL only.")
            return
        self.say("Measuring the lists of the staff …")
        with contextlib.ExitStack() as stack:
            ports = {}
            for name in sessions:
                running = stack.enter_context(server.running(self.places[name]))
                ports[name] = running.port
            times = lists.measure(ports, sessions, self.sizes)
            growth = {page: median(time["large"]) / median(time["small"]) for page, time in times}
            self._keep("home_time_growth", growth.pop("home"))
            self._keep("lists_time_growth", max(growth.values()), {"lists": growth})
            seconds = {page: {k: median(v) for k, v in time.items()} for page, time in times}
            self.details["lists_seconds"] = seconds
            self.worker_memory = max(self.worker_memory, running.worker_memory())

    def _measure_prints(self) -> None:
        self.say("Printing certificates …")
        rates = prints.measure(self.places["web"], self.sizes)
        self._keep("certificates_batch", paired(rates["biq"], rates["naive"]), {"prints": rates})
        if rates["office"]:
            self._keep("certificates_office", paired(rates["biq"], rates["office"]))
        times = prints.measure_one(self.places["web"], self.sizes)
        self._keep("certificates_one", paired(times["biq"], times["naive"]))
        memory = prints.measure_memory(self.places["web"])
        growth = memory["many"] / memory["few"]
        self._keep("certificates_memory_growth", growth, {"print_memory_mb": memory})

    def _keep(self, name: str, ratio: float, details: dict[str, Any] | None = None) -> None:
        self.ratios[name] = ratio
        self.details.update(details or {})


COURSE_OF_FEW = 20


def paired(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios of turns that followed each other."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))
