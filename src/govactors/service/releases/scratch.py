"""A folder for as long as the process lives, whatever ends it."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "govactors-"
_LOCK = "lock"


class Scratch:
    """A temporary folder of one process.

    A process that is killed cannot clean up. Its lock on the folder ends with it, so whoever makes
    the next one sees that nobody uses it any more, and removes it.
    """

    def __init__(self) -> None:
        _sweep()
        self._root = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = os.open(self._root / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.folder = self._root / "files"
        self.folder.mkdir()

    def close(self) -> None:
        """Removes it."""
        shutil.rmtree(self._root, ignore_errors=True)
        os.close(self._lock)


def _sweep() -> None:
    """Removes the folders of processes that were killed; those of other users stay."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError):
            _remove(path)


def _remove(lock: Path) -> None:
    """Removes a folder unless somebody holds its lock or it is not ours."""
    descriptor = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
    finally:
        os.close(descriptor)
