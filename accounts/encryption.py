"""Secrets that must be read again, encrypted with a key of the family of `SECRET_KEY`."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

ENCRYPTED = "fernet:"


def encrypted(text: str) -> str:
    """Return the text encrypted, in letters."""
    return ENCRYPTED + _keys().encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """Return what `encrypted` was given; what was stored before there was a key stays as it is.

    Raises InvalidToken when it was encrypted with a key that is in no setting any more."""
    if not text.startswith(ENCRYPTED):
        return text
    return _keys().decrypt(text.removeprefix(ENCRYPTED).encode()).decode()


def _keys() -> MultiFernet:
    """The first key encrypts; those of `SECRET_KEY_FALLBACKS` still read."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str) -> bytes:
    whole = salted_hmac("accounts.second_factor", "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(whole)
