"""The secret part of a link that opens one person's own page."""

from secrets import token_urlsafe


def new_token() -> str:
    """Return 128 bits of chance as 22 characters that need no quoting in an address."""
    return token_urlsafe(16)
