"""Databases that exist for one benchmark only."""

import contextlib
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import environ
import psycopg
from psycopg import sql

from tools import postgres
from tools.bootstrap import packages


@contextlib.contextmanager
def databases(url: str, names: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield {name: DATABASE_URL} of empty databases, gone when the block ends.

    They lie beside the one at `url` if that is PostgreSQL. Where `url` is empty a PostgreSQL server
    of our own is started, if there is one to start; else they are SQLite files."""
    with contextlib.ExitStack() as stack:
        if not url and packages.program("initdb"):
            url = stack.enter_context(postgres.temporary())
        make = _on_server if is_postgresql(url) else _in_folder
        yield stack.enter_context(make(url, names))


def is_postgresql(url: str) -> bool:
    return url.startswith(("postgres:", "postgresql:"))


@contextlib.contextmanager
def _in_folder(_url: str, names: Iterable[str]) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="biq-benchmark-") as folder:
        yield {name: f"sqlite:///{folder}/{name}.sqlite3" for name in names}


@contextlib.contextmanager
def _on_server(url: str, names: Iterable[str]) -> Iterator[dict[str, str]]:
    chance = secrets.token_hex(4)
    called = {name: f"biq_benchmark_{chance}_{name}" for name in names}
    with _session(url) as session:
        try:
            for database in called.values():
                session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            yield {name: _beside(url, database) for name, database in called.items()}
        finally:
            for database in called.values():
                session.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                        sql.Identifier(database)
                    )
                )


def _session(url: str) -> psycopg.Connection:
    server = environ.Env.db_url_config(url)
    return psycopg.connect(
        host=server["HOST"] or None,
        port=server["PORT"] or None,
        user=server["USER"] or None,
        password=server["PASSWORD"] or None,
        dbname=server["NAME"],
        autocommit=True,
    )


def _beside(url: str, database: str) -> str:
    parts = urlsplit(url)
    folder, _, _ = parts.path.rpartition("/")
    # Put together by hand: urlunsplit drops the empty host before the path of a socket.
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{folder}/{database}{query}"
