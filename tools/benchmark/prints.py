"""Certificates a second, and the memory it takes, in processes that do nothing else."""

import time

from tools.benchmark import server, steps
from tools.benchmark.baseline import office
from tools.benchmark.sizes import Sizes

SAMPLE_SECONDS = 0.05


def measure(place: dict[str, str], sizes: Sizes) -> dict[str, list[float]]:
    """Return {side: certificates a second in each round}; LibreOffice's only where it is."""
    rates: dict[str, list[float]] = {"biq": [], "naive": [], "office": []}
    for number in range(sizes.print_rounds):
        slug = f"druck-{number}"
        rates["biq"].append(_rate(steps.run(place, "issue", slug), sizes.certificates))
        naive = steps.run(place, "naive", slug, sizes.naive_certificates)
        rates["naive"].append(_rate(naive, sizes.naive_certificates))
        if office.is_installed():
            letters = min(sizes.certificates, office.MOST)
            rates["office"].append(_rate(steps.run(place, "office", letters), letters))
    return rates


def measure_one(place: dict[str, str], sizes: Sizes) -> dict[str, list[float]]:
    """Return {side: seconds for each certificate}, printed in turn."""
    return steps.run(place, "one_by_one", "druck-0", sizes.single_certificates)


def _rate(result: tuple[int, float], expected: int) -> float:
    number, seconds = result
    if number != expected:
        raise RuntimeError(f"{number} certificates were printed instead of {expected}.")
    return number / seconds


def measure_memory(place: dict[str, str]) -> dict[str, float]:
    """Return the peak in MB of issuing many and few certificates, all processes together."""
    return {
        "few": _peak(steps.Step(place, "issue", "speicher-wenige")),
        "many": _peak(steps.Step(place, "issue", "speicher-viele")),
    }


def _peak(step: steps.Step) -> float:
    highest = 0.0
    while step.process.poll() is None:
        family = [step.process.pid, *server.children(step.process.pid)]
        highest = max(highest, sum(map(server.share, family)))
        time.sleep(SAMPLE_SECONDS)
    step.result()
    return highest
