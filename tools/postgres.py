"""A PostgreSQL of our own for tests and measurements, in a temporary folder, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bootstrap import packages

# Nothing here outlives a crash, so nothing has to reach the disk.
SERVER_OPTIONS = (
    "-F -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off "
    "-c max_connections=200 -c listen_addresses='' -k {folder}"
)


@contextlib.contextmanager
def temporary() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server, which ends with the block.

    It listens on a Unix socket in its own folder only. Raises CalledProcessError."""
    folder = Path(tempfile.mkdtemp(prefix="biq-postgres-", dir="/tmp"))
    try:
        own(folder)
        options = SERVER_OPTIONS.format(folder=folder)
        call(folder, "initdb", "--username=biq", "--auth=trust", "--encoding=UTF8", "--no-sync")
        call(folder, "pg_ctl", "--wait", "--log", f"{folder}/log", "--options", options, "start")
        call(folder, "createdb", "--host", str(folder), "--username=biq", "biq", pgdata=False)
        yield f"postgres://biq@/{folder}/biq"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            call(folder, "pg_ctl", "--mode=immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def own(folder: Path) -> None:
    """Give the folder to the user that the server will run as."""
    if name := server_user():
        shutil.chown(folder, name)


def server_user() -> str | None:
    """Return whom the server runs as when we are root, which PostgreSQL refuses; else None."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def call(folder: Path, program: str, *arguments: str, pgdata: bool = True) -> None:
    """Run one of PostgreSQL's programs on the cluster in `folder`; raises CalledProcessError."""
    cluster = ["--pgdata", str(folder / "data")] if pgdata else []
    subprocess.run(
        [packages.program(program) or program, *cluster, *arguments],
        cwd=folder,
        user=server_user(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
