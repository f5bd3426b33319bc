"""A worker process as its parent sees it, and why it ended."""

import signal
from dataclasses import dataclass

KILLED, MEMORY, CRASHED, PROCESSOR = range(4)
"""Why a worker ended."""

_LAST_WORDS = 400


@dataclass(slots=True)
class Child:
    """A worker; ``words`` is the pipe with what it writes to its standard error."""

    number: int
    pid: int
    words: int
    said: bytes = b""
    killed: bool = False

    def hear(self, words: bytes) -> None:
        """Keeps the last of what it says."""
        self.said = (self.said + words)[-_LAST_WORDS:]

    def reason(self, code: int) -> int:
        """Why it ended with this exit code.

        >>> Child(1, 2, 3, said=b"memory allocation of 8 bytes failed").reason(-6) == MEMORY
        True
        """
        if self.killed:
            return KILLED
        if b"memory allocation" in self.said or b"MemoryError" in self.said:
            return MEMORY
        if code == -signal.SIGXCPU:
            return PROCESSOR
        return KILLED if code == 0 else CRASHED
