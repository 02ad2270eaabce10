"""`manage.py demo [ADDRESS:PORT]`: BIQ with fictional people, ready to click through."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from biq.languages.catalogs import compile_catalogs
from courses.models import Course
from tools import demo
from tools.bootstrap import address
from tools.bootstrap.failure import SetupError

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
GUNICORN = [sys.executable, "-m", "gunicorn", "biq.wsgi", "--no-control-socket"]
# More threads than anybody needs: those that wait for a lock leave others to answer.
SIZE = ["--preload", "--workers", "2", "--threads", "12", "--log-level", "warning"]
START_SECONDS = 60
LOOK_SECONDS = 1
END_SECONDS = 15


class Command(BaseCommand):
    """Prepares the database, serves, and works off what is due, until Ctrl-C."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen; `tools/bootstrap` read it before, for BASE_URL."""
        parser.add_argument("address", nargs="?", default=str(address.DEFAULT))

    def handle(self, *args: str, **options: Any) -> None:
        """Serve until the server ends or is asked to."""
        where = listen_at(options["address"])
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, lambda *_: sys.exit(0))
        with contextlib.suppress(KeyboardInterrupt):
            self.prepare()
            self.serve(where)

    def prepare(self) -> None:
        """Bring all that is made from the code up to date; load the demo data the first time."""
        self.say("Preparing database and static files …")
        settings.VAR.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        compile_catalogs()
        if not Course.objects.exists():
            self.say("Loading the demo data …")
            demo.load()

    def serve(self, where: address.Address) -> None:
        """Run server and worker side by side; both end with this block."""
        server = start([*GUNICORN, *SIZE, "--bind", str(where)])
        worker = Restarted([*MANAGE, "worker"])
        try:
            await_answer(server, where)
            self.say(welcome(where))
            while not has_ended(server):
                worker.look_after()
        finally:
            end(server, worker.process)
        raise CommandError(f"The server ended by itself (exit code {server.returncode}).")

    def say(self, text: str) -> None:
        """Write at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()


def listen_at(text: str) -> address.Address:
    """Return the Address if it can be listened at; raises CommandError."""
    try:
        where = address.Address.parse(text)
        family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except SetupError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(
            f"Cannot listen at {text}: {error.strerror}. Try another: "
            f"python3 manage.py demo 127.0.0.1:{where.port % 65535 + 1}"
        ) from error
    return where


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that hears of Ctrl-C from us only, so that it ends without a traceback."""
    return subprocess.Popen(command, cwd=settings.BASE_DIR, process_group=0)


class Restarted:
    """A process that is started again when it has ended, as systemd does it on a server."""

    def __init__(self, command: list[str]) -> None:
        self.command, self.process = command, start(command)

    def look_after(self) -> None:
        """Start it again if need be."""
        if self.process.poll() is not None:
            self.process = start(self.command)


def has_ended(server: subprocess.Popen[bytes]) -> bool:
    """Return whether the server ended; it is waited for a moment."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(LOOK_SECONDS)
    return server.returncode is not None


def await_answer(server: subprocess.Popen[bytes], where: address.Address) -> None:
    """Return when the server accepts connections; raises CommandError when it does not."""
    deadline = time.monotonic() + START_SECONDS
    host = "127.0.0.1" if where.is_wildcard else where.host
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((host, where.port), 1):
            return
        time.sleep(0.1)
    raise CommandError("The server did not start; the reason stands above.")


def welcome(where: address.Address) -> str:
    """Return what to open and whom to be."""
    width = max(len(email) for email, _ in demo.LOGINS)
    logins = "\n".join(f"  {email:{width}}  {role}" for email, role in demo.LOGINS)
    return (
        f"\nBIQ is running at {where.url}/ (Ctrl-C ends it)\n\n"
        f"Log in at {where.url}/konto/login/ with the password {demo.PASSWORD}\n{logins}\n"
    )


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Ask the processes to end, and make them."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
