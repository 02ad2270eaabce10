"""The translations: one `django.po` a language, in `biq/locale`, kept in step with the code.

The files say nothing that changes by itself, neither lines nor dates, so two people who translate
do not meet. What Django reads is compiled from them into `var/locale`.

German needs none for our strings: its file says in our words what the frameworks say, and is
written by hand."""

import os
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed

from biq.languages.source_strings import SourceString, Text

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
COMPILED_LANGUAGES = (settings.LANGUAGE_CODE, *LANGUAGES)
SOURCES = Path(__file__).resolve().parents[1] / "locale"
COMPILED = settings.LOCALE_PATHS[0]
_NAME = "LC_MESSAGES/django"
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals};\\n"

"""


def catalog(language: str) -> Catalog:
    """Return a language's `Catalog` as it lies in its file; an empty one where there is none."""
    path = source(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def source(language: str) -> Path:
    return SOURCES / language / f"{_NAME}.po"


def update_catalogs(strings: Iterable[SourceString]) -> None:
    """Write each language's file anew with these strings; what was translated stays."""
    for language in LANGUAGES:
        _write(source(language), _as_po(_with(strings, catalog(language))))


def _with(strings: Iterable[SourceString], old: Catalog) -> Catalog:
    new = Catalog(locale=old.locale)
    for text, context in strings:
        known = old.get(text, context)
        kept = known.string if known and _fits(known, text) else ""
        new.add(text, kept, context=context)
    return new


def _fits(known: Message, text: Text) -> bool:
    """A string that became a plural, or was one, is translated anew."""
    return not known.fuzzy and _is_plural(known.id) == _is_plural(text)


def _is_plural(text: str | Sequence[str]) -> bool:
    return not isinstance(text, str)


def _as_po(new: Catalog) -> bytes:
    file = BytesIO()
    header = _HEADER.format(language=new.locale, plurals=new.plural_forms.rstrip(";"))
    file.write(header.encode())
    write_po(file, new, width=0, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()


def compile_catalogs() -> None:
    """Compile what is newer than its compiled file, or has none; words that were read are dropped.

    A process speaks German before it comes here: without that it would not learn a word."""
    for language in COMPILED_LANGUAGES:
        compiled = COMPILED / language / f"{_NAME}.mo"
        if not compiled.exists() or _is_older(compiled, source(language)):
            _write(compiled, _as_mo(catalog(language)))
            translation_file_changed(sender=None, file_path=compiled)


def _is_older(compiled: Path, written: Path) -> bool:
    return compiled.stat().st_mtime_ns <= written.stat().st_mtime_ns


def _as_mo(translated: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, translated)
    return file.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Put the whole content in place at once: others may be reading it, or writing it too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
