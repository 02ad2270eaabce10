"""How a search finds what people write: other spellings, another order, any punctuation.

What is searched in is a column that holds `search_key`; every one of `search_words` must be in it.
"""

import re

from web.input.phone_numbers import GERMANY
from web.input.text_cleaning import fold

# More words than anybody types; a database takes only so many conditions.
_MOST_WORDS = 12
_BETWEEN_WORDS = re.compile(r"[\s,;/–—-]+")
# A run of digits as people divide phone numbers, not the digits inside of a word or an address.
_NUMBER = re.compile(r"(?<![\w@.+-])[+(]*\d[\d\s/().–-]*\d(?![\w@])")
_INTERNATIONAL = re.compile(r"\+|00")


def fold_spelling(text: str) -> str:
    """Return the text like `fold`, where ä, ae and a are one letter, and so are ß and ss.

    So "Müller", "Mueller" and "Muller" are one name. Apostrophes do not count."""
    return re.sub(r"([aou])e", r"\1", fold(text)).replace("'", "")


def search_key(*texts: str) -> str:
    """Return the words of the texts as they are searched in, in both of their spellings."""
    whole = " ".join(filter(None, texts))
    plain = fold(whole)
    known = plain.split()
    return " ".join([plain, *(word for word in fold_spelling(whole).split() if word not in known)])


def search_words(text: str) -> list[str]:
    """Return what must be found in a `search_key`; phone numbers in the digits that it holds."""
    numbers = [number_digits(found) for found in _NUMBER.findall(text)]
    words = _BETWEEN_WORDS.split(fold_spelling(_NUMBER.sub(" ", text)))
    return [word for word in (*numbers, *words) if word][:_MOST_WORDS]


def number_digits(text: str) -> str:
    """Return the digits of a phone number, or of its beginning, as a `search_key` holds them.

    They begin with 0, or with the code of the country: both are in there, see `both_ways`."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if not _INTERNATIONAL.match(text.strip(" (")):
        return digits
    digits = digits.removeprefix("00")
    return digits.replace(f"{GERMANY}0", GERMANY, 1) if digits.startswith(GERMANY) else digits


def both_ways(e164: str) -> str:
    """Return the digits of a number with the code of the country and, in Germany, with a 0 too."""
    digits = e164.removeprefix("+")
    return f"0{digits.removeprefix(GERMANY)} {digits}" if digits.startswith(GERMANY) else digits
