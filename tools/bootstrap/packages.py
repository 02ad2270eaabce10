"""System packages that pip cannot bring: found by what they contain, installed where we may.

Names are those of Debian and Ubuntu. Elsewhere the same libraries and programs are looked for.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from tools.bootstrap import virtualenv
from tools.bootstrap.failure import SetupError

LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
FONTS = {"fonts-dejavu-core": "DejaVuSans.ttf"}
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "poppler-utils": ("pdftoppm",),
    "postgresql": ("initdb",),
    "qpdf": ("qpdf",),
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
POSTGRESQL_ROOT = Path("/")

PRINTING = [*LIBRARIES, *FONTS]
NEEDS = {
    "demo": PRINTING,
    "test": [*PRINTING, *PROGRAMS],
    "precommit": [*PRINTING, *PROGRAMS],
    "benchmark": [*PRINTING, "postgresql"],
}


def ensure(command: str) -> None:
    """See to the packages that `command` needs; raises SetupError with what to type."""
    if not (lacking := missing(command)):
        return
    if not is_debian():
        raise SetupError(f"BIQ needs what Debian calls: {' '.join(lacking)}. Please install it.")
    if os.geteuid() != 0:
        raise SetupError(f"Packages are missing. Please run: sudo {install_line(lacking)}")
    install(lacking)
    if still := missing(command):
        raise SetupError(f"Still missing after the installation: {' '.join(still)}")


def missing(command: str) -> list[str]:
    """Return the names of the packages that `command` needs and that are not there."""
    needed = [name for name in NEEDS.get(command, PRINTING) if not is_present(name)]
    return needed if can_make_virtualenv() else ["python3-venv", *needed]


def can_make_virtualenv() -> bool:
    """Whether `.venv` is there or Python can make one (Debian takes ensurepip out)."""
    importlib.invalidate_caches()
    return virtualenv.PYTHON.exists() or importlib.util.find_spec("ensurepip") is not None


def is_present(package: str) -> bool:
    """Whether what the package brings is on this computer, wherever it came from."""
    if package in LIBRARIES:
        return has_library(LIBRARIES[package])
    if package in FONTS:
        return has_font(FONTS[package])
    return any(program(name) for name in PROGRAMS[package])


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds the shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font(filename: str) -> bool:
    """Whether the font file lies somewhere under the system's font folders."""
    return any(any(Path(folder).rglob(filename)) for folder in FONT_FOLDERS)


def program(name: str) -> str | None:
    """Return the path of a program, or None; PostgreSQL's are off the PATH on Debian."""
    versions = sorted(
        POSTGRESQL_ROOT.glob("usr/lib/postgresql/*/bin"), key=version_of, reverse=True
    )
    folders = [str(folder) for folder in versions]
    return shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))


def version_of(folder: Path) -> float:
    """Return PostgreSQL's version as the folder's path names it."""
    return float(folder.parent.name)


def is_debian() -> bool:
    """Whether apt-get is there: on Debian, Ubuntu and their children."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install_line(packages: list[str]) -> str:
    """Return the command that installs the packages."""
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: list[str]) -> None:
    """Install the packages as root, with apt-get's output visible; raises SetupError."""
    virtualenv.say(f"Installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in ("apt-get update", install_line(packages)):
        if subprocess.run(line.split(), env=environment).returncode:
            raise SetupError(f"“{line}” failed; the reason stands above.")
