"""A SQLite file with every migration applied, kept in `var/` so that a test run starts at once.

Its name is a digest of the migrations, of the modules they import, and of the locked packages: when
one of them changes, the file is made anew."""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
KEPT = HOME / "var" / "migrated"
IMPORTED = re.compile(r"^(?:from|import) ([\w.]+)", re.MULTILINE)


def kept_file() -> Path:
    """Return where the database of the present migrations is kept, whether it is there or not."""
    digest = hashlib.sha256()
    for path in sorted(set(_sources())):
        digest.update(f"{path.relative_to(HOME)}\n".encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()}.sqlite3"


def _sources() -> Iterator[Path]:
    yield HOME / "requirements-test.txt"
    for migration in HOME.glob("*/migrations/*.py"):
        yield migration
        for name in IMPORTED.findall(migration.read_text()):
            module = HOME / f"{name.replace('.', '/')}.py"
            if module.exists():
                yield module


def keep(database: Path) -> None:
    """Keep a copy of a database that was just migrated, and none of earlier migrations."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = kept_file()
    for old in set(KEPT.glob("*.sqlite3")) - {kept}:
        old.unlink(missing_ok=True)
    # Another process may be doing the same.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    copy(database, unfinished)
    unfinished.replace(kept)


def copy(source: Path, target: Path) -> None:
    """Copy a SQLite database, with what is not yet in its main file."""
    with sqlite3.connect(source) as reading, sqlite3.connect(target) as writing:
        reading.backup(writing)
    reading.close()
    writing.close()
