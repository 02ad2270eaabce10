import secrets


def new_token() -> str:
    """Return what nobody can guess, for the address of a page that opens without a login."""
    return secrets.token_urlsafe(16)
