"""What is written into logs never opens somebody's own page: secrets in addresses are masked.

Django logs the address of every answer from 400 on, and gunicorn can log all of them."""

import logging
import re

MASK = "…"
# What stands before a secret; `%2F` is a slash inside of another address.
_SLASH = r"(?:/|%2F)"
_OWN_PAGES = ("anmeldung", "danke", "kalender", "bescheid", "einladung")
_BEFORE = "|".join(
    [
        *(f"{_SLASH}{word}{_SLASH}" for word in _OWN_PAGES),
        f"{_SLASH}email{_SLASH}(?=[0-9a-f]{{32}})",
        f"{_SLASH}reset{_SLASH}key{_SLASH}(?!done{_SLASH})",
    ]
)
_SECRET = re.compile(rf"({_BEFORE})(?:(?!%2F)[^\s/?#&\"'<>])+", re.IGNORECASE)


def masked(text: str) -> str:
    """Return the text with the secret part of every address of an own page left out."""
    return _SECRET.sub(rf"\1{MASK}", text)


class MaskedFormatter(logging.Formatter):
    """Masks a whole line of a log, with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
