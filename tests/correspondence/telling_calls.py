"""Which occasions the code tells: read from its syntax, so that no call is overlooked.

A function tells an occasion when one of its parameters is annotated `Occasion`. What a call passes
there is a constant of its module, a value of such a constant (`STATUS_OCCASIONS[status]`), or a
parameter that is annotated `Occasion` itself: then the calls of that function are looked at.
"""

import ast
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings


@dataclass
class Module:
    """One file of the code by its dotted name, with its syntax tree."""

    name: str
    tree: ast.Module

    @property
    def functions(self):
        kinds = ast.FunctionDef | ast.AsyncFunctionDef
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]


def told_in_the_code():
    """Return (where, Occasion) for every call that names one.

    Raises AssertionError for a call from which the occasion cannot be read."""
    modules = all_modules()
    public = {name: place for one in modules for name, place in tellers(one) if name[0] != "_"}
    return [found for one in modules for found in told_in(one, public | dict(tellers(one)))]


def all_modules():
    base = Path(settings.BASE_DIR)
    rooms = [file.parent for file in base.glob("*/__init__.py") if file.parent.name != "tests"]
    return [
        Module(".".join(file.relative_to(base).with_suffix("").parts), ast.parse(file.read_text()))
        for room in rooms
        for file in sorted(room.rglob("*.py"))
    ]


def tellers(module):
    """Yield (name, place of the occasion among the arguments) of the functions that tell."""
    for function in module.functions:
        for place, parameter in enumerate(function.args.args):
            if is_occasion(parameter):
                yield function.name, place


def is_occasion(parameter):
    return parameter.annotation is not None and ast.unparse(parameter.annotation) == "Occasion"


def told_in(module, places):
    for function in module.functions:
        own = {parameter.arg for parameter in function.args.args if is_occasion(parameter)}
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in places and not is_method(call):
                where = f"{module.name}:{call.lineno}"
                passed = call.args[places[name]]
                if ast.unparse(passed) not in own:
                    yield from ((where, one) for one in named(module, passed, where))


def is_method(call):
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "self"


def named(module, passed, where):
    """Return the occasions that an argument names."""
    known = vars(import_module(module.name))
    if isinstance(passed, ast.Name) and passed.id in known:
        return [known[passed.id]]
    if isinstance(passed, ast.Subscript) and ast.unparse(passed.value) in known:
        return list(known[ast.unparse(passed.value)].values())
    raise AssertionError(f"{where}: which occasion is “{ast.unparse(passed)}”?")
