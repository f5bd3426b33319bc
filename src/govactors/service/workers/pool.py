"""The pool: which query runs where, who waits, and when a worker is killed.

Two lanes. Every query starts in the light lane; one that takes longer than ``heavy_after``
leaves it, worker and all, for the heavy lane, and the light lane gets a fresh worker. So a
light query never waits long behind a heavy one.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable

from govactors.problems import Problem
from govactors.service.settings import Settings
from govactors.service.workers import children, nursery
from govactors.service.workers.frames import Work
from govactors.service.workers.jobs import Job
from govactors.service.workers.lanes import HeavyLane, Queue
from govactors.service.workers.link import Link
from govactors.service.workers.nursery import MESSAGE

RETIRE_AFTER = 20_000
"""Pieces of work after which a worker is replaced by a fresh one."""

_RETRY = 0.5
"""Seconds before a worker that did not come up is forked again."""

_REASONS = {
    children.MEMORY: ("memory-limit", "The query needed more memory than it may take."),
    children.PROCESSOR: ("time-limit", "The query used up its processor time."),
    children.CRASHED: ("evaluation-failed", "The engine broke down on this query."),
    children.KILLED: ("evaluation-failed", "The worker ended before it answered."),
}


class Pool:
    """The workers as the front sees them. All methods run on the event loop."""

    def __init__(self, control: socket.socket, settings: Settings) -> None:
        self._control = control
        self._settings = settings
        self._links: dict[int, Link] = {}
        self._idle: list[Link] = []
        self._queue = Queue(settings)
        self._heavy = HeavyLane(settings, self._ask)
        self._next = 0
        self._open = False
        self._up: asyncio.Future[None] | None = None
        self._news = b""
        self._on_end: Callable[[], None] = lambda: None
        self.ended = 0
        """Workers that ended since the start."""

    async def open(self, on_end: Callable[[], None]) -> None:
        """Asks for workers, waits for the first; ``on_end`` is called if the nursery dies.

        Raises the :class:`Problem` of a worker that cannot open its data.
        """
        self._open, self._on_end = True, on_end
        self._up = asyncio.get_running_loop().create_future()
        self._control.setblocking(False)
        asyncio.get_running_loop().add_reader(self._control.fileno(), self._listen)
        self._fill()
        await self._up

    def close(self) -> None:
        """Gives up all work; the workers end with their sockets."""
        self._open = False
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        for link in list(self._links.values()):
            link.close()

    @property
    def ready(self) -> bool:
        """Whether the nursery lives and at least one worker of the light lane is up."""
        return self._open and any(link.ready and not link.doomed for link in self._links.values())

    def counts(self) -> dict[str, int]:
        """How many workers do what, and how many queries wait."""
        return {
            "idle": len(self._idle),
            "light": sum(self._is_light(link) and bool(link.job) for link in self._links.values()),
            "heavy": len(self._heavy.running),
            "suspended": len(self._heavy.suspended),
            "queued": len(self._queue),
        }

    def submit(self, work: Work, client: str) -> Job:
        """Starts work, or lets it wait; raises ``busy`` or ``too-many-requests``."""
        if not self._open:
            raise Problem("busy", "The service is starting or ending.")
        job = Job(self, work, client)
        if self._idle:
            self._start(self._idle.pop(), job)
        else:
            self._queue.put(job)
        return job

    def give_up(self, job: Job, reason: Exception) -> None:
        """Ends a job without an answer: kills its worker, or takes it from the queue."""
        if job.ended:
            return
        link = job.link
        if link is None:
            self._queue.remove(job)
        else:
            self._release(link, job)
            self._kill(link)
        job.fail(reason)

    def idle(self, link: Link) -> None:
        """A worker is free: the next job in turn gets it."""
        if link.doomed:
            return
        if self._up and not self._up.done():
            self._up.set_result(None)
        if len(self._queue):
            self._start(link, self._queue.get())
        else:
            self._idle.append(link)

    def refused(self, problem: Problem) -> None:
        """A worker could not open its data; if it is the first, none ever will."""
        if self._up and not self._up.done():
            self._up.set_exception(problem)

    def done(self, link: Link, job: Job) -> None:
        """A job ended by itself; a worker of the heavy lane goes, one of the light lane stays."""
        self._release(link, job)
        if job.heavy or link.served >= RETIRE_AFTER:
            self._kill(link)
        else:
            self.idle(link)

    def lost(self, link: Link) -> None:
        """A worker's socket closed; why, the nursery tells."""
        link.doomed = True
        if link in self._idle:
            self._idle.remove(link)
        if link.reason is not None:
            self._gone(link)

    def _start(self, link: Link, job: Job) -> None:
        loop = asyncio.get_running_loop()
        job.deadline = loop.time() + job.seconds
        after = min(self._settings.heavy_after, job.seconds)
        job.timer = loop.call_later(after, self._late, job)
        link.start(job)

    def _late(self, job: Job) -> None:
        """The job is heavy now, or its time is up."""
        left = job.deadline - asyncio.get_running_loop().time()
        try:
            if left <= 0.001:
                raise Problem("time-limit", f"The query took longer than {job.seconds:g} s.")
            if not job.heavy:
                self._heavy.enter(job)
        except Problem as problem:
            self.give_up(job, problem)
            return
        job.timer = asyncio.get_running_loop().call_later(left, self._late, job)
        self._fill()

    def _release(self, link: Link, job: Job) -> None:
        """Parts a job from its worker; whoever waits in the heavy lane may move up."""
        link.job = job.link = None
        if job.timer:
            job.timer.cancel()
        if job.heavy:
            self._heavy.leave(job)

    def _kill(self, link: Link) -> None:
        link.doomed = True
        self._ask(nursery.KILL, link.number)
        link.close()
        self._fill()

    def _is_light(self, link: Link) -> bool:
        return not link.doomed and not (link.job and link.job.heavy)

    def _fill(self) -> None:
        """Asks for as many workers as the light lane lacks."""
        lane = sum(self._is_light(link) for link in self._links.values())
        for _ in range(self._settings.workers - lane if self._open else 0):
            self._spawn()

    def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._next += 1
        link = Link(self, self._next)
        message = MESSAGE.pack(nursery.SPAWN, link.number, 0)
        try:
            socket.send_fds(self._control, [message], [theirs.fileno()])
        except OSError:  # the nursery is gone, or has no ear for now
            ours.close()
            asyncio.get_running_loop().call_later(_RETRY, self._fill)
            return
        finally:
            theirs.close()
        self._links[link.number] = link
        link.open(ours)

    def _ask(self, operation: bytes, number: int) -> None:
        with contextlib.suppress(OSError):  # the nursery is gone; that is noticed elsewhere
            self._control.sendall(MESSAGE.pack(operation, number, 0))

    def _listen(self) -> None:
        """News of the nursery: workers ended, or the nursery itself did."""
        try:
            data = self._control.recv(MESSAGE.size * 64)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._open = False
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._on_end()
            return
        self._news += data
        while len(self._news) >= MESSAGE.size:
            what, number, reason = MESSAGE.unpack_from(self._news)
            self._news = self._news[MESSAGE.size :]
            if what == nursery.EXITED:
                self._links[number].reason = reason
                if self._links[number].closed:
                    self._gone(self._links[number])
            else:  # those that were in a hurry make room for ones that need less memory
                for link in self._links.values():
                    link.served = RETIRE_AFTER

    def _gone(self, link: Link) -> None:
        """A worker ended: its job fails with the reason, a fresh worker takes its place."""
        assert link.reason is not None  # noqa: S101 - told before
        del self._links[link.number]
        self.ended += 1
        job = link.job
        if job:
            self._release(link, job)
            job.fail(Problem(*_REASONS[link.reason]))
        if link.ready:
            self._fill()
        elif self._open:  # it did not even start: no hurry
            asyncio.get_running_loop().call_later(_RETRY, self._fill)
