"""axe-core asked about one page in many shapes: sizes, colours, and what it could not decide."""

import json
from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT

# WCAG 2.2 AA, as EN 301 549 asks for; 320 px are 1280 px at 400 % (criterion 1.4.10).
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations", "incomplete"]}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# What axe could not decide and we looked at: the rule, the shape, and why it is right as it is.
LOOKED_AT = {
    # The system sets forced colours: axe compares those of the page, and not those that are shown.
    ("color-contrast", "forced"),
}


@dataclass(frozen=True)
class Shape:
    """How a page is shown."""

    width: int = 320
    scheme: str = "light"
    forced: bool = False

    def take(self, page):
        page.set_viewport_size({"width": self.width, "height": 800})
        colours = "active" if self.forced else "none"
        page.emulate_media(color_scheme=self.scheme, forced_colors=colours)

    def __str__(self):
        return f"{self.width} {'forced' if self.forced else self.scheme}"


PLAIN = (Shape(),)
ALL = tuple(
    Shape(width, scheme, forced)
    for width in (320, 1280)
    for scheme, forced in (("light", False), ("dark", False), ("light", True))
)


def violations(page, shapes=PLAIN):
    """Return as lines of text what is wrong with the page as it stands now, in these shapes."""
    return _lines(page, shapes, lambda result, shape: result["violations"])


def judge(page, shapes=PLAIN):
    """Return what is wrong, and what axe could not decide and nobody has looked at."""
    return _lines(page, shapes, _wrong_or_open)


def _lines(page, shapes, choose):
    page.evaluate(AXE_SCRIPT)
    return [line for shape in shapes for line in _in_shape(page, shape, choose)]


def _in_shape(page, shape, choose):
    shape.take(page)
    found = [f"{shape}: scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    result = page.evaluate(f"axe.run({json.dumps(OPTIONS)})")
    return found + [
        f"{shape}: {rule['id']}: {node['html'][:160]} {_reasons(node)}"
        for rule in choose(result, shape)
        for node in rule["nodes"]
    ]


def _wrong_or_open(result, shape):
    unseen = [rule for rule in result["incomplete"] if not _looked_at(rule, shape)]
    return result["violations"] + unseen


def _looked_at(rule, shape):
    return shape.forced and (rule["id"], "forced") in LOOKED_AT


def _reasons(node):
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def visit(page, address):
    """Open a page and return the console's lines about its Content Security Policy.

    Only what it says while it loads: axe itself writes styles that the policy forbids."""
    heard = []

    def hear(line):
        heard.append(f"blocked: {line.text}")

    page.on("console", hear)
    page.goto(address)
    page.remove_listener("console", hear)
    return [line for line in heard if "Content Security Policy" in line]
