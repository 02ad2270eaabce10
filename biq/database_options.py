"""What connections to the database are told: how long anybody waits, and what makes them quick."""

from typing import Any

# How much longer than its own limit the server may be silent before it counts as frozen.
SILENT_SECONDS = 3


def postgresql(*, connect: int, lock: float, statement: float, idle: float) -> dict[str, Any]:
    """Return the options of the connections to PostgreSQL.

    All are limits in seconds: for making a connection, for waiting on a lock, for one statement (0:
    none), and for a transaction in which nothing happens."""
    server = {
        # Pages are many small queries on data that lies in memory: looking up rows by an index is
        # cheap there, and compiling a query takes longer than answering it.
        "random_page_cost": 1.1,
        "jit": "off",
        "lock_timeout": round(lock * 1000),
        "statement_timeout": round(statement * 1000),
        "idle_in_transaction_session_timeout": round(idle * 1000),
    }
    return {
        "options": " ".join(f"-c {name}={value}" for name, value in server.items()),
        "connect_timeout": connect,
        # The server keeps its limits by itself, unless it is frozen: then it is gone.
        "answer_seconds": statement and statement + SILENT_SECONDS,
        # What is asked at every turn stays planned (see `web/database/precompiled_query.py`).
        "prepare_threshold": 5,
        # A machine that lost its power or its cable closes no connection.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
    }


def sqlite(*, lock: float) -> dict[str, Any]:
    """Return the options of a SQLite database; `lock` is how many seconds its one writer is
    waited for."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": lock,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
