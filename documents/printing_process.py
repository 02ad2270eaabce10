"""A printing process: forked with the fonts read, and in everything else on its own.

It must never outlive its parent or hold on to what the parent talks through: a database that still
sees the parent's connection keeps the locks of somebody who is dead.
"""

import contextlib
import ctypes
import gc
import os
import signal
import stat
from pathlib import Path

# From <linux/prctl.h>: the signal that a process gets when its parent ends, however it ended.
_PR_SET_PDEATHSIG = 1
# Standard input, output and errors, which are sockets where systemd keeps the journal.
_STANDARD = range(3)


def prepare_process(parent: int) -> None:
    """Make this new process one that prints for `parent` (process id) and for nobody else.

    It ends at SIGTERM whatever handler the parent has: a process that waits to hand over its
    results would never end otherwise. It collects garbage seldom, and never among what the parent
    had: that takes a tenth of the time."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    close_sockets()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def end_with(parent: int) -> None:
    """Have the kernel kill this process when `parent` ends, also if that has happened already."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def close_sockets() -> None:
    """Close the sockets that were open in the parent; nothing is said to who is at their ends.

    What the pool talks through are pipes."""
    for entry in list(Path("/proc/self/fd").iterdir()):
        number = int(entry.name)
        # The folder that was read is gone by now.
        with contextlib.suppress(OSError):
            if number not in _STANDARD and stat.S_ISSOCK(os.fstat(number).st_mode):
                os.close(number)
