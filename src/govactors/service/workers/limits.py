"""The fence around a worker: processor, memory, and no way to open a file or a socket."""

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

STACK = 64 << 20
"""Bytes of stack for the thread that evaluates; the engine's parser and planner recurse."""


_until = 0
"""Seconds of processor time after which the kernel ends this process; 0 is never."""


def fence(memory: int, descriptors: int = 0) -> None:
    """Shuts this process in, for good: ``memory`` bytes above what it has, no new descriptors.

    ``descriptors`` is more than none only for an engine elsewhere, which needs a socket.
    Descriptors that are open stay usable, so the worker's own socket goes on working.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        most = _address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    else:  # macOS accepts RLIMIT_AS and does not enforce it
        threading.Thread(target=watch, args=(_resident() + memory,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


def allow(seconds: float) -> None:
    """Gives the process this much processor time from now on; the kernel ends it after that.

    The nursery's deadline comes first; this one holds even if the nursery is gone.
    """
    global _until
    most = time.process_time() + seconds
    if most + 1 < _until < most + 3:  # the limit that is set will do
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = _until = int(most) + 3
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _resident() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def watch(most: int) -> None:
    """Ends the process when its memory passes ``most``; the engine lets other threads run."""
    while True:
        time.sleep(0.05)
        if _resident() > most:
            os.write(2, b"memory allocation watched: over the limit\n")
            os.kill(os.getpid(), signal.SIGKILL)
