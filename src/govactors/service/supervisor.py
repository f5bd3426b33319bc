"""The supervisor: the process of the user, which holds the port and changes releases under load.

It loads nothing itself. A *generation* is a child that loads the publication and serves it with
a nursery and a front; after SIGHUP a second one is started beside the first, on the same port.
Once that answers, the first takes no more connections and ends when its clients have left. One
that cannot be loaded is refused, and the first goes on.
"""

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from govactors.problems import Problem
from govactors.service import journal
from govactors.service.pidfile import PidFile
from govactors.service.settings import Settings
from govactors.service.workers.wakeup import Wakeup

RETIRE = b"R"
"""Sent to a front: take no more connections, and end when the last is closed."""

_RETIRED = 2
"""Generations that may still be finishing when a new one is loaded."""


@dataclass(slots=True)
class Generation:
    """One child: its process, and the socket over which it tells what it does."""

    pid: int
    channel: socket.socket
    said: bytes = b""


def tell(channel: socket.socket, **words: object) -> None:
    """What a generation tells its supervisor; one that is gone needs to know nothing."""
    with contextlib.suppress(OSError):
        channel.sendall(json.dumps(words).encode() + b"\n")


def told(problem: Problem) -> dict[str, object]:
    """A problem in words for :func:`tell`."""
    names = ("kind", "detail", "hint", "file", "line", "column")
    return {name: getattr(problem, name) for name in names}


class Supervisor:
    """Starts generations, one after another, and ends when the one that serves does.

    ``work`` is what a generation does with its end of the channel; it returns an exit status.
    """

    def __init__(self, work: Callable[[socket.socket], int], settings: Settings) -> None:
        self._work = work
        self._settings = settings
        self._generations: dict[int, Generation] = {}
        self._starting: Generation | None = None
        self._serving: Generation | None = None
        self._again = False
        self._asked: float | None = None
        self._status = 0
        self._refused: Problem | None = None
        self._selector = selectors.DefaultSelector()
        self._interactive = _has_terminal()
        self._file = PidFile(settings.pid_file)

    def run(self, on_ready: Callable[[], None]) -> int:
        """Serves until a signal ends it; returns the exit status.

        Raises the :class:`Problem` of the first release if that cannot be served.
        """
        self._wakeup = Wakeup(signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        self._selector.register(self._wakeup, selectors.EVENT_READ, self._on_signal)
        self._on_ready = on_ready
        try:
            self._start()
            while self._generations:
                for key, _ in self._selector.select(self._patience()):
                    key.data()
        finally:
            self._end_all()
            self._file.close()
            self._wakeup.close()
        if self._refused:
            raise self._refused
        return self._status

    def _start(self) -> None:
        """Forks the next generation."""
        ours, theirs = socket.socketpair()
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            ours.close()
            self._be_born(theirs)
        theirs.close()
        child = Generation(pid, ours)
        self._generations[pid] = self._starting = child
        self._selector.register(ours, selectors.EVENT_READ, lambda: self._listen(child))

    def _be_born(self, channel: socket.socket) -> None:
        """What the child does, instead of anything else."""
        status = 1
        try:
            self._wakeup.close()
            signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a terminal sends it to everybody
            self._selector.close()
            self._file.leave()
            for other in self._generations.values():
                other.channel.close()
            status = self._work(channel)
        except Exception:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _listen(self, child: Generation) -> None:
        """Hears whether a generation answers now, or why it never will."""
        if child.pid not in self._generations:
            return  # reaped since the selector heard it
        heard = child.channel.recv(65536)
        child.said += heard
        if heard and not child.said.endswith(b"\n"):
            return
        self._selector.unregister(child.channel)
        if child is not self._starting or not child.said.endswith(b"\n"):
            return
        words = json.loads(child.said)
        if "release" in words:
            self._take_over(child, words["release"])
        else:
            self._refuse(child, Problem(words.pop("kind"), words.pop("detail"), **words))

    def _take_over(self, child: Generation, release: str) -> None:
        """A generation answers: it takes the place of the one before."""
        before, self._serving, self._starting = self._serving, child, None
        self._file.write("serves", release)
        if before:
            with contextlib.suppress(OSError):
                before.channel.sendall(RETIRE)
            self._log(outcome="serves", release=release)
        else:
            self._on_ready()
        self._next()

    def _refuse(self, child: Generation, problem: Problem) -> None:
        """A generation cannot serve; the one before goes on, if there is one."""
        self._starting = None
        if child.pid in self._generations:
            os.kill(child.pid, signal.SIGTERM)
        if self._serving:
            self._file.write("refused", str(problem))
            self._log(outcome="refused", what=str(problem))
            self._next()
        else:
            self._refused = problem

    def _next(self) -> None:
        """Starts the release that was asked for meanwhile, once there is room for it."""
        retired = len(self._generations) - (self._serving is not None)
        if self._again and not self._asked and not self._starting and retired < _RETIRED:
            self._again = False
            self._start()

    def _on_signal(self) -> None:
        numbers = self._wakeup.take()
        hung_up = signal.SIGHUP in numbers and self._interactive and not _has_terminal()
        if signal.SIGTERM in numbers or signal.SIGINT in numbers or hung_up:
            self._end()
        elif signal.SIGHUP in numbers:
            self._again = True
            self._next()
        self._reap()

    def _reap(self) -> None:
        for child in list(self._generations.values()):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                self._gone(child, abs(os.waitstatus_to_exitcode(status)))

    def _gone(self, child: Generation, status: int) -> None:
        if child.channel.fileno() in self._selector.get_map():
            self._listen(child)
        with contextlib.suppress(KeyError):
            self._selector.unregister(child.channel)
        child.channel.close()
        del self._generations[child.pid]
        if child is self._starting and self._serving:
            self._refuse(child, Problem("internal-error", f"It ended with status {status}."))
        elif child is self._starting or child is self._serving:
            self._status = status
            self._end()
        self._next()

    def _end(self) -> None:
        """Asks every generation to finish what it does."""
        self._asked = self._asked or time.monotonic()
        for child in self._generations.values():
            os.kill(child.pid, signal.SIGTERM)

    def _patience(self) -> float | None:
        """How long to wait for news; children that were asked to end are not waited for long."""
        if self._asked is None:
            return None
        left = self._asked + self._settings.shutdown_time + 4 - time.monotonic()
        if left <= 0:
            self._end_all()
        return max(left, 0.1)

    def _end_all(self) -> None:
        """Leaves no child behind; what those have left ends with them."""
        for child in self._generations.values():
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
            child.channel.close()
        self._generations.clear()

    def _log(self, **values: object) -> None:
        if self._settings.log != "none":
            sys.stderr.write(journal.line(event="reload", **values) + "\n")
            sys.stderr.flush()


def _has_terminal() -> bool:
    """Whether a terminal is there; one that was closed sent SIGHUP, and wants no reload."""
    try:
        return os.tcgetpgrp(0) > 0
    except OSError:
        return False
