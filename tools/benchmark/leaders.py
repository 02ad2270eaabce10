"""Pages of the leaders: the programme of a whole course in turn with the page that has its matrix,
and what the page for the attendance of a day weighs."""

import gzip
import re

from tools.benchmark import client
from tools.benchmark.dataset.running import RUNNING
from tools.benchmark.lists import Visitor
from tools.benchmark.sizes import Sizes

COURSE = f"/kursleitung/{RUNNING}/"
PATHS = {"matrix": COURSE, "composer": f"{COURSE}programm/"}
SHEET = re.compile(rf'"({COURSE}anwesenheit/\d+/)"')
SCRIPT = re.compile(r'<script[^>]* src="(/static/[^"]+)"')
IMPORTED = re.compile(r'from "\./([\w.]+\.js)"')


def measure(port: int, session: str, sizes: Sizes) -> dict[str, list[float]]:
    """Return {page: seconds of each answer} for the leader of the session, asked for in turn."""
    leader = Visitor(port, session)
    times: dict[str, list[float]] = {name: [] for name in PATHS}
    for _ in range(sizes.leader_rounds + 4):
        for name, path in PATHS.items():
            times[name].append(leader.seconds(path))
    return {name: found[4:] for name, found in times.items()}


def sheet_weight(port: int, session: str) -> float:
    """Return what the page weighs with its scripts, those that they import, and the one that keeps
    it on the device, in kB by gzip."""
    course = _body(port, COURSE, session)
    found = SHEET.search(course)
    if not found:
        raise client.UnexpectedAnswer(f"No day to enter in: {course[:2000]}")
    page = _body(port, found[1], session)
    files = {"/kursleitung/dienst.js": _body(port, "/kursleitung/dienst.js", session)}
    waiting = SCRIPT.findall(page)
    while waiting:
        path = waiting.pop()
        if path not in files:
            files[path] = _body(port, path, session)
            folder, _, _ = path.rpartition("/")
            waiting += [f"{folder}/{name}" for name in IMPORTED.findall(files[path])]
    return sum(len(gzip.compress(part.encode())) for part in (page, *files.values())) / 1000


def _body(port: int, path: str, session: str) -> str:
    _, _, body = client.fetch(port, path, f"sessionid={session}").partition("\r\n\r\n")
    return body
