"""What identifies a certificate: its number for the files, its code for everybody else."""

import re
import secrets

from django.db import models

# Without 0 and O, 1, I and L, which look alike on paper and sound alike on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
GROUP = 4
# The addresses of `certificates.urls` that end with a code, with or without a slash behind it.
_LINK = re.compile(r"(?:^|/)(?:z|zertifikat)/([^/?#]+)", re.IGNORECASE)


class NumberRange(models.Model):
    """The last number given in a year. Its row is locked while numbers are drawn: no gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


def draw(year: int, count: int) -> range:
    """Return the next `count` numbers of the year.

    Call it inside the transaction that stores them: rolled back, nothing is drawn."""
    NumberRange.objects.get_or_create(year=year)
    row = NumberRange.objects.select_for_update().get(year=year)
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return range(first, first + count)


def new_code() -> str:
    """Return a random code as it is stored: twelve signs without groups."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """Return a code as it is stored, however somebody typed it: "abcd-efgh jkmn".

    The whole link behind the QR code will do as well."""
    link = _LINK.search(text)
    typed = link[1] if link else text
    return "".join(c for c in typed.upper() if c.isascii() and c.isalnum())[: 2 * CODE_LENGTH]


def code_for_people(code: str) -> str:
    """Return the code in groups: "ABCD-EFGH-JKMN"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
