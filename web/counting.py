"""Counted things in German words: "1 Kurstag", "5 Kurstage". Residents' pages use gettext."""

NBSP = "\N{NO-BREAK SPACE}"


def one_or_many(number: int, one: str, many: str) -> str:
    """Return the words for this number of things."""
    return one if number == 1 else many


def counted(number: int, one: str, many: str) -> str:
    """Return the number with its word, as "1 Kurstag" or, for 0 and 21 too, "5 Kurstage"."""
    return f"{number}{NBSP}{one_or_many(number, one, many)}"
