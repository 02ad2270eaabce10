"""What is missing or wrong in a translation, as far as a program can see it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import c2py

from babel.messages.catalog import Catalog, Message

from biq.languages.source_strings import SourceString, Text

_GAP = re.compile(r"%\((\w+)\)[sd]")
_LOOSE_PERCENT = re.compile(r"%(?!%|\(\w+\)[sd])")


def untranslated(strings: Iterable[SourceString], catalog: Catalog) -> list[Text]:
    """Return the ids of those strings that a catalog does not translate in every form."""
    known = {(message.id, message.context): message for message in catalog if message.id}
    return [
        text
        for text, context in strings
        if (text, context) not in known or not all(forms(known[text, context]))
    ]


def forms(message: Message) -> list[str]:
    """Return the translation's forms: one, or as many as the language's plural has."""
    found = message.string
    return [found] if isinstance(found, str) else list(found or ("",))


def flaws(catalog: Catalog) -> list[str]:
    """Return where translations change what is no matter of words: gaps, spaces, new lines."""
    return [
        f"{message.id!r}: {flaw} {form!r}"
        for message in catalog
        if message.id
        for number, form in enumerate(forms(message))
        if form
        for flaw in _flaws(form, message, number in _of_one_number(catalog))
    ]


def _of_one_number(catalog: Catalog) -> set[int]:
    """Return the plural forms that serve a single number, as the Arabic for two: they may leave
    the number out, because they say it."""
    form_of = c2py(catalog.plural_expr)
    served = Counter(form_of(number) for number in range(1000))
    return {form for form, numbers in served.items() if numbers == 1}


def _flaws(form: str, message: Message, says_its_number: bool) -> Iterator[str]:
    source = message.id if isinstance(message.id, str) else message.id[-1]
    if not _fills(form, source, says_its_number and not isinstance(message.id, str)):
        yield "other gaps in"
    if _edges(form) != _edges(source):
        yield "other spaces around"
    if form.count("\n") != source.count("\n"):
        yield "other lines in"


def _fills(form: str, source: str, may_lack_one: bool) -> bool:
    gaps, needed = set(_GAP.findall(form)), set(_GAP.findall(source))
    lacking = len(needed - gaps)
    return gaps <= needed and lacking <= may_lack_one and not _LOOSE_PERCENT.search(form)


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
