"""The nursery: the process that holds the loaded data, forks workers, and alone kills them.

It has one thread and no event loop, so a fork copies nothing half done. It kills only its own
children that it has not reaped yet, whose process numbers cannot have been given away again.
The front asks over a socket: fixed messages of an operation, a worker's number and a value; the
socket of a new worker travels with the message.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from govactors.kinds import KINDS
from govactors.publication import Publication
from govactors.service.settings import Settings
from govactors.service.workers.children import CRASHED, Child
from govactors.service.workers.wakeup import Wakeup

MESSAGE = struct.Struct("!cIi")
SPAWN, KILL, NICE, STOP, CONTINUE = b"S", b"K", b"N", b"T", b"C"
EXITED, SETTLED = b"X", b"R"
"""What the nursery tells: a worker ended; workers from now on share all that can be shared."""


_LULL = 0.2
"""Seconds without news after which there is time for what can wait."""


class Nursery:
    """Forks workers for one front process, and reaps them."""

    def __init__(self, publication: Publication, settings: Settings) -> None:
        self._publication = publication
        self._memory = settings.query_memory_limit * 1_000_000
        self._held_back = settings.result_buffer * 1_000_000
        self._grace = settings.shutdown_time
        self._children: dict[int, Child] = {}
        self._selector = selectors.DefaultSelector()
        self._control, self._front_end = socket.socketpair()
        self._front = 0
        self._status: int | None = None
        self._asked: float | None = None
        self._chores: Iterator[object] | None = None

    def run(
        self, front: Callable[[socket.socket], None], sockets: tuple[socket.socket, ...]
    ) -> int:
        """Forks the front, which gets its end of the control socket; returns its exit status.

        ``sockets`` are for the front alone.
        """
        self._wakeup = Wakeup(signal.SIGCHLD, signal.SIGTERM, signal.SIGINT)
        self._front = self._fork(lambda: front(self._front_end), keep=(self._front_end,))
        for each in (self._front_end, *sockets):
            each.close()
        self._selector.register(self._control, selectors.EVENT_READ, self._obey)
        self._selector.register(self._wakeup, selectors.EVENT_READ, self._on_signal)
        try:
            self._chores = self._read_ahead()
            lull = _LULL
            while self._status is None:
                time_left = self._chores and self._children  # after the first worker
                news = self._selector.select(lull if time_left else self._patience())
                for key, _ in news:
                    key.data()
                if time_left and not news:
                    lull = 0.0
                    self._do_chore()
        finally:
            self._end_all()
        return self._status

    def _read_ahead(self) -> Iterator[object]:
        """Reads what workers need and cannot open behind their fence, while the front starts.

        Comes back with what may be done later, a little at a time, for workers to share.
        """
        from govactors import description
        from govactors.service import describing
        from govactors.service.workers import worker

        len(KINDS)
        for file in (Path(description.__file__).with_name("queries") / "description").glob("*.rq"):
            description._text(file.stem)
        describing.read_ahead(self._publication)
        self._worker = worker.Worker
        return describing.made_ready(self._publication)

    def _do_chore(self) -> None:
        """Does a bit of what can wait; workers that are forked after the last share it all."""
        if self._chores and next(self._chores, self) is self:
            self._chores = None
            gc.enable()
            self._tell(SETTLED)

    def _patience(self) -> float | None:
        """How long to wait for news; a front that was asked to end is not waited for for ever."""
        if self._asked is None:
            return None
        left = self._asked + self._grace + 2 - time.monotonic()
        if left <= 0 and self._front:
            os.kill(self._front, signal.SIGKILL)
        return max(left, 0.1)

    def _on_signal(self) -> None:
        asked = self._wakeup.take()
        if (signal.SIGTERM in asked or signal.SIGINT in asked) and self._front:
            os.kill(self._front, signal.SIGTERM)
            self._asked = self._asked or time.monotonic()
        self._reap()

    def _fork(self, work: Callable[[], None], keep: tuple[socket.socket, ...]) -> int:
        """The child's process number; the child does its work and nothing else."""
        sys.stdout.flush()
        gc.freeze()  # the child's collector leaves what is here alone, so its pages stay shared
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            gc.enable()
            self._wakeup.close()
            self._selector.close()
            for each in (self._control, self._front_end):
                if each not in keep:
                    each.close()
            for child in self._children.values():
                os.close(child.words)
            work()
            status = 0
        except Exception:
            traceback.print_exc()  # to the log; a worker's go to the nursery
        finally:
            sys.stdout.flush()
            os._exit(status)

    def _obey(self) -> None:
        """Does what the front asks; when the front is gone, everything ends."""
        try:
            data, sockets, _, _ = socket.recv_fds(self._control, MESSAGE.size, 1)
        except ConnectionError:
            data, sockets = b"", []
        if not data:
            self._selector.unregister(self._control)
            self._status = self._wait_for_front()
            return
        while len(data) < MESSAGE.size:
            data += self._control.recv(MESSAGE.size - len(data))
        operation, number, _ = MESSAGE.unpack(data)
        if operation == SPAWN:
            self._spawn(number, sockets[0])
        elif number in self._children:
            self._signal(self._children[number], operation)

    def _spawn(self, number: int, descriptor: int) -> None:
        channel = socket.socket(fileno=descriptor)
        words, said = os.pipe()
        os.set_blocking(words, False)
        try:
            pid = self._fork(lambda: self._work(channel, words, said), keep=())
        except OSError:  # no memory or no process left: the front tries again later
            os.close(words)
            self._tell(EXITED, number, CRASHED)
            return
        finally:
            channel.close()
            os.close(said)
        child = Child(number, pid, words)
        self._children[number] = child
        self._selector.register(words, selectors.EVENT_READ, lambda: self._listen(child))

    def _work(self, channel: socket.socket, words: int, said: int) -> None:
        """What a worker process does; its last words go to the nursery, its input is nothing."""
        os.close(words)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        os.dup2(said, 2)
        os.close(nothing)
        os.close(said)
        self._worker(self._publication, channel, self._memory, self._held_back).run()

    def _listen(self, child: Child) -> None:
        if child.number not in self._children:
            return  # reaped since the selector saw its words
        with contextlib.suppress(BlockingIOError):
            heard = os.read(child.words, 4096)
            child.hear(heard)
            if not heard:
                self._ignore(child)

    def _ignore(self, child: Child) -> None:
        with contextlib.suppress(KeyError):  # it said its last words before
            self._selector.unregister(child.words)

    def _signal(self, child: Child, operation: bytes) -> None:
        if operation == NICE:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, child.pid, 10)
            return
        child.killed = child.killed or operation == KILL
        numbers = {KILL: signal.SIGKILL, STOP: signal.SIGSTOP, CONTINUE: signal.SIGCONT}
        os.kill(child.pid, numbers[operation])

    def _reap(self) -> None:
        """Takes leave of every child that ended, and tells the front why."""
        for child in list(self._children.values()):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                self._gone(child, status)
        if self._front and self._status is None:
            pid, status = os.waitpid(self._front, os.WNOHANG)
            if pid:
                self._front, self._status = 0, abs(os.waitstatus_to_exitcode(status))

    def _gone(self, child: Child, status: int) -> None:
        self._listen(child)
        self._ignore(child)
        os.close(child.words)
        del self._children[child.number]
        self._tell(EXITED, child.number, child.reason(os.waitstatus_to_exitcode(status)))

    def _tell(self, what: bytes, number: int = 0, reason: int = 0) -> None:
        with contextlib.suppress(OSError):
            self._control.sendall(MESSAGE.pack(what, number, reason))

    def _wait_for_front(self) -> int:
        if not self._front:
            return self._status or 0
        _, status = os.waitpid(self._front, 0)
        self._front = 0
        return abs(os.waitstatus_to_exitcode(status))

    def _end_all(self) -> None:
        """Leaves no process behind."""
        for pid in [child.pid for child in self._children.values()] + [self._front]:
            if pid:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        self._children.clear()
        self._wakeup.close()
