"""Account numbers in what people write."""

import re

# A German one has 20 digits; what follows it, as a BIC, is not part of it.
IBAN = re.compile(
    r"\b(?:DE\d{2}(?: ?\d){1,30}|(?!DE)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})\b", re.IGNORECASE
)
_LENGTHS = {"DE": 22}


def is_iban(text: str) -> bool:
    """Return whether the check digits (ISO 7064, MOD 97-10) and the length of an IBAN are right."""
    iban = text.replace(" ", "").upper()
    if len(iban) != _LENGTHS.get(iban[:2], len(iban)):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
