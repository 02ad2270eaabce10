"""Every string of ours that is to be translated, found in the code and in the templates."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.apps import apps
from django.conf import settings
from django.utils.translation import template as django_templates

# A plural is the tuple of its forms.
Text = str | tuple[str, ...]
# With its context, None where it has none.
SourceString = tuple[Text, str | None]

KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def strings() -> list[SourceString]:
    """Return (id, context) of each, as Babel writes them: the id of a plural is a pair."""
    found = {(_plain(text), context) for text, context in _found()}
    return sorted(found, key=str)


def _found() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for source in [*map(_python, _modules()), *map(_template, _templates())]:
        for _line, text, _comments, context in extract("python", BytesIO(source), KEYWORDS):
            yield text, context


def _plain(text: str | tuple[str, ...]) -> Text:
    return text if isinstance(text, str) else tuple(text)


def _modules() -> Iterator[Path]:
    return (path for room in _rooms() for path in sorted(room.rglob("*.py")))


def _rooms() -> list[Path]:
    folders = {Path(app.path) for app in apps.get_app_configs()}
    return sorted(folder for folder in folders if folder.parent == settings.BASE_DIR)


def _python(path: Path) -> bytes:
    return path.read_bytes()


def _templates() -> list[Path]:
    folder = settings.BASE_DIR / "templates"
    return sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".txt"))


def _template(path: Path) -> bytes:
    """Return a template as the Python that Django makes of it for such searches.

    Only the calls are kept: the rest is no Python, and its indentation even less."""
    python = django_templates.templatize(path.read_text(), origin=str(path))
    return "\n".join(_CALL.findall(python)).encode()


_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?:n?p?gettext|_)\((?:{_STRING}(?:, ?)?)+[^)]*\)")
