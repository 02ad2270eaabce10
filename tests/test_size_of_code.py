"""No file is so long that nobody reads it to its end, and no function either."""

import ast

from django.conf import settings

LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines


def sources():
    """Return the text of every Python file of rooms and tests, by its path."""
    rooms = {file.parent for file in settings.BASE_DIR.glob("*/__init__.py")}
    files = [file for room in rooms | {settings.BASE_DIR / "tests"} for file in room.rglob("*.py")]
    return {str(file.relative_to(settings.BASE_DIR)): file.read_text() for file in files}


def functions(text):
    """Yield (name, lines) of the functions of a file, also of those inside others."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_file_and_no_function_is_too_long():
    found = sources()
    assert {"biq/settings.py", "tests/test_size_of_code.py"} <= found.keys()
    lengths = {path: len(text.splitlines()) for path, text in found.items()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}
    # Only a file that is longer itself can hold a function that is too long.
    long = {path: found[path] for path, lines in lengths.items() if lines > LONGEST_FUNCTION}
    named = [(path, *function) for path, text in long.items() for function in functions(text)]
    assert [one for one in named if one[-1] > LONGEST_FUNCTION] == []
