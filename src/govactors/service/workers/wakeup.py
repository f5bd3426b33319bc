"""Signals as something to wait for, together with sockets."""

import contextlib
import signal
import socket


class Wakeup:
    """Gathers signals of these numbers; readable when there are any."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = numbers
        self._woken, self._wake = socket.socketpair()
        self._woken.setblocking(False)
        self._wake.setblocking(False)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        for number in numbers:
            signal.signal(number, lambda *_: None)

    def fileno(self) -> int:
        """The descriptor to wait for."""
        return self._woken.fileno()

    def take(self) -> bytes:
        """The numbers of the signals that came since the last time."""
        with contextlib.suppress(BlockingIOError):
            return self._woken.recv(4096)
        return b""

    def close(self) -> None:
        """Gathers no more; the signals do again what they do by default, as a child needs it."""
        signal.set_wakeup_fd(-1)
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
        self._woken.close()
        self._wake.close()
