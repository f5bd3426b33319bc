"""The file that tells which process serves, and how its last reload went.

Two lines: the process number, and how many releases were loaded or refused with what became of
the last. The service keeps the file locked, so one that was left behind is known by that.
"""

import contextlib
import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from govactors.problems import Problem

_LENGTH = 512
"""Bytes of a pid file, padded with spaces."""


class PidFile:
    """The file as the service that owns it sees it; without a path there is none.

    Raises :class:`Problem` ``unknown-setting`` if it cannot be had.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = -1
        self._count = 0
        if not path:
            return
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.leave()
            raise Problem("unknown-setting", f"Another service has the pid file {path}.") from error
        except OSError as error:
            detail = f"The pid file {path} cannot be written: {error.strerror}."
            raise Problem("unknown-setting", detail) from error
        os.ftruncate(self._descriptor, 0)

    def write(self, outcome: str, what: str) -> None:
        """Tells that one more release is served, or was refused, and which or why."""
        self._count += 1
        if self._descriptor < 0:
            return
        text = f"{os.getpid()}\n{self._count} {outcome} {' '.join(what.split())}".encode()
        # Always as long as before, in one write: no reader sees half of it, or an old end.
        os.pwrite(self._descriptor, text[: _LENGTH - 1].ljust(_LENGTH - 1) + b"\n", 0)

    def leave(self) -> None:
        """Lets go of the file in a child; the parent keeps it locked."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def close(self) -> None:
        """Takes the file away."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                Path(self._path).unlink()
            self.leave()


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: its process, and the last of ``count`` outcomes."""

    pid: int
    count: int
    outcome: str
    what: str

    @classmethod
    def read(cls, path: str) -> "Running":
        """What a pid file tells; raises :class:`Problem` ``not-running``."""
        try:
            with Path(path).open("r+b") as file:
                if _is_free(file.fileno()):
                    raise Problem("not-running", f"No service has the pid file {path}.")
                pid, last = file.read().decode(errors="ignore").splitlines()
                count, outcome, what = last.split(" ", 2)
                return cls(int(pid), int(count), outcome, what.rstrip())
        except OSError as error:
            detail = f"The pid file {path} cannot be read: {error.strerror}."
            raise Problem("not-running", detail) from error
        except ValueError as error:
            raise Problem("not-running", f"The service of {path} is not ready yet.") from error


def _is_free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
