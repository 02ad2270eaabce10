"""What kind of trouble an error is, where it lies outside of the software."""

import errno

from django.db import Error, InterfaceError, OperationalError

# Classes of PostgreSQL (SQLSTATE): it ended a transaction that did nothing; its disk is full.
_ENDED_IDLE, _DISK_FULL = "25P03", "53100"


def is_database_gone(error: BaseException | None) -> bool:
    """Return whether the database is away, or slower than our limits."""
    gone = isinstance(error, (OperationalError, InterfaceError))
    return gone or _sqlstate(error) == _ENDED_IDLE


def is_disk_full(error: BaseException | None) -> bool:
    """Return whether there is no room left, for files or in the database."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or _sqlstate(error) == _DISK_FULL


def _sqlstate(error: BaseException | None) -> str | None:
    return getattr(error.__cause__, "sqlstate", None) if isinstance(error, Error) else None
