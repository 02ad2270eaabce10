"""What `0008_fill_name_keys` writes, as the code reckoned it then. It never changes any more.

Whoever changes the rules about names writes a migration with the new ones."""

import re
import unicodedata

_PLAIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "’": "'"})
_TITLES = frozenset(
    "dr. dr prof. prof dr.med. med. phil. jur. rer. nat. ing. dipl.-ing. dipl. h.c. mag. herr frau"
    .split()
)
_BEHIND_FIRST_NAME = frozenset("von vom van zu zum zur der den dem ten ter auf af".split())
_OF_LAST_NAME = frozenset("el al ad as bin ben ibn bint abu de di da del della dos la le".split())
_GENERATION = re.compile(r",?\s+((?:[Ss]en|[Jj]un|[SJsj]r)\.|sen|jun|[Ss]enior|[Jj]unior|I{2,3})$")
_BORN = re.compile(r",?\s+\(?((?:geb\.|geb |geborene[rn]?\b|née\b).*?)\)?$", re.IGNORECASE)


def fold(text):
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(letters.translate(_PLAIN).split())


def _fold_spelling(text):
    return re.sub(r"([aou])e", r"\1", fold(text)).replace("'", "")


def search_key(name, email, phone):
    digits = phone.removeprefix("+")
    both = f"0{digits.removeprefix('49')} {digits}" if digits.startswith("49") else digits
    whole = " ".join(filter(None, (name, email, both)))
    known = fold(whole).split()
    more = (word for word in _fold_spelling(whole).split() if word not in known)
    return " ".join([fold(whole), *more])


def list_name(name):
    titles, first, last, after = _take_apart(name)
    before, behind = " ".join(last), " ".join([*titles, *first, *after])
    return f"{before}, {behind}" if before and behind else before or name


def list_name_before(name):
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last


def sort_key(sort_name):
    words = sort_name.split()
    counted = [word for word in words if word.casefold() not in _TITLES]
    return fold(" ".join(counted or words))


def name_key(name):
    _, first, last, _ = _take_apart(name)
    words = re.split(r"[\s,-]+", _fold_spelling(" ".join([*first, *last])))
    return " ".join(sorted(filter(None, words)))


def _take_apart(name):
    """Return titles, first names, last names, and what follows the name."""
    rest, born = _cut(_BORN, name)
    rest, generation = _cut(_GENERATION, rest)
    last, comma, first = (part.strip() for part in rest.partition(","))
    titles, words = _without_titles(last.split())
    more_titles, first_words = _without_titles(first.split())
    if not comma:
        first_words, words = _divide(words)
    return titles + more_titles, first_words, words, generation + born


def _cut(ending, name):
    found = ending.search(name)
    if found is None or not name[: found.start()].strip(" ,"):
        return name, []
    return name[: found.start()], [found[1]]


def _without_titles(words):
    count = 0
    while count < len(words) - 1 and words[count].casefold() in _TITLES:
        count += 1
    return words[:count], words[count:]


def _divide(words):
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _BEHIND_FIRST_NAME | _OF_LAST_NAME:
        start -= 1
    if words[start : start + 1] and words[start].casefold() in _BEHIND_FIRST_NAME:
        start = len(words) - 1
    return words[:start], words[start:]
