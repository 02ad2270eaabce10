"""Processes that print: they end with their parent, and hold nothing that it talks through."""

import os
import socket
import stat

import pytest
from django.db import transaction

from documents import printing
from documents.printing import print_many
from tests.plugins.another_process import await_truth, lives, running
from web.public_version import PublicVersion

# Locks a row, lets two processes print without end, and says who they are.
PRINTING_UNDER_A_LOCK = """
import django, os, signal
django.setup()
from django.db import transaction
from documents import printing
from web.public_version import PublicVersion

def print_for_ever(html):
    os.write(1, f"{os.getpid()}\\n".encode())
    signal.pause()

printing.POOL_FROM = printing.PRINTERS = 2
printing._print_or_say_why = print_for_ever
printing.CHUNK = 1
with transaction.atomic():
    PublicVersion.objects.select_for_update().get(pk=1)
    list(printing.print_many((number, "") for number in range(2)))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_it_prints_leaves_no_process_and_no_lock():
    PublicVersion.current()
    with running("-c", PRINTING_UNDER_A_LOCK) as worker:
        printers = [int(worker.stdout.readline()) for _ in range(2)]
        assert [lives(pid) for pid in printers] == [True, True]
        worker.kill()
        await_truth(lambda: not any(map(lives, printers)))
        with transaction.atomic():
            PublicVersion.objects.select_for_update().get(pk=1)


def test_a_printing_process_holds_no_socket_of_its_parent(monkeypatch):
    monkeypatch.setattr(printing, "POOL_FROM", 2)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    monkeypatch.setattr(printing, "_print_or_say_why", _sockets)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert {ours.fileno(), theirs.fileno()} <= set(_sockets(""))
        assert dict(print_many([(1, ""), (2, "")])) == {1: [], 2: []}


def _sockets(_html):
    """Return the numbers of this process's sockets, without the standard three."""
    numbers = [int(number) for number in os.listdir("/proc/self/fd")]
    return [number for number in numbers if number > 2 and _is_socket(number)]


def _is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False
