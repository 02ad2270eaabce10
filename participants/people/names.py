"""What a full name says about its order in lists, and who has perhaps the same name.

Nothing here is certain: staff correct the name in lists where it is wrong."""

import re
from dataclasses import dataclass

from web.input.searching import fold_spelling
from web.input.text_cleaning import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "dr. dr prof. prof dr.med. med. phil. jur. rer. nat. ing. dipl.-ing. dipl. h.c. mag. herr frau"
)
# Before the last word, but not sorted by: "Berg, Jan van der" (DIN 5007, as in German registers).
_BEHIND_FIRST_NAME = _words("von vom van zu zum zur der den dem ten ter auf af")
# They belong to the last name: "el Masri, Ahmed".
_OF_LAST_NAME = _words("el al ad as bin ben ibn bint abu de di da del della dos la le")
_PARTICLES = _BEHIND_FIRST_NAME | _OF_LAST_NAME
_GENERATION = re.compile(r",?\s+((?:[Ss]en|[Jj]un|[SJsj]r)\.|sen|jun|[Ss]enior|[Jj]unior|I{2,3})$")
_BORN = re.compile(r",?\s+\(?((?:geb\.|geb |geborene[rn]?\b|née\b).*?)\)?$", re.IGNORECASE)


@dataclass(frozen=True)
class _Name:
    """A name taken apart; `after` is what follows it, as "sen." or "geb. Schmidt"."""

    titles: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    after: tuple[str, ...]


def list_name(name: str) -> str:
    """Return the name as lists sort it, "Işık, Gülşen"; a name of one word stays as it is."""
    found = _take_apart(name)
    before, behind = " ".join(found.last), " ".join([*found.titles, *found.first, *found.after])
    return f"{before}, {behind}" if before and behind else before or name


def first_name(name: str) -> str:
    """Return by what somebody is called, "Anna Maria"; a name of one word stays as it is."""
    found = _take_apart(name)
    first = list(found.first)
    while first and first[-1].casefold() in _BEHIND_FIRST_NAME:
        first.pop()
    return " ".join(first or found.last) or name


def sort_key(sort_name: str) -> str:
    """Return the key by which lists are sorted: without titles, and as DIN 5007 has it, ä is a."""
    words = sort_name.split()
    counted = [word for word in words if word.casefold() not in _TITLES]
    return fold(" ".join(counted or words))


def name_key(name: str) -> str:
    """Return the same key for names that are perhaps one: in any order and spelling."""
    found = _take_apart(name)
    words = re.split(r"[\s,-]+", fold_spelling(" ".join([*found.first, *found.last])))
    return " ".join(sorted(filter(None, words)))


def _take_apart(name: str) -> _Name:
    rest, born = _cut(_BORN, name)
    rest, generation = _cut(_GENERATION, rest)
    last, comma, first = (part.strip() for part in rest.partition(","))
    titles, words = _without_titles(last.split())
    more_titles, first_words = _without_titles(first.split())
    if not comma:
        first_words, words = _divide(words)
    everything = (titles + more_titles, first_words, words, generation + born)
    return _Name(*map(tuple, everything))


def _cut(ending: re.Pattern[str], name: str) -> tuple[str, list[str]]:
    """Return the name without the ending, and the ending; a name is never only an ending."""
    found = ending.search(name)
    if found is None or not name[: found.start()].strip(" ,"):
        return name, []
    return name[: found.start()], [found[1]]


def _without_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles at the beginning, and the other words."""
    count = 0
    while count < len(words) - 1 and words[count].casefold() in _TITLES:
        count += 1
    return words[:count], words[count:]


def _divide(words: list[str]) -> tuple[list[str], list[str]]:
    """Return first and last names of words in the order in which they are said."""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if words[start : start + 1] and words[start].casefold() in _BEHIND_FIRST_NAME:
        start = len(words) - 1
    return words[:start], words[start:]
