"""The front's end of one worker: frames out, frames in, and what became of the worker."""

import asyncio
import socket
from typing import TYPE_CHECKING, cast

from govactors.service.workers import frames
from govactors.service.workers.frames import Frames
from govactors.service.workers.jobs import Job

if TYPE_CHECKING:
    from govactors.service.workers.pool import Pool


class Link(asyncio.Protocol):
    """One worker, as the event loop sees it."""

    def __init__(self, pool: "Pool", number: int) -> None:
        self.number = number
        self.job: Job | None = None
        self.ready = False
        self.doomed = False
        """Asked to be killed, or gone: gets no more work."""
        self.served = 0
        self.closed = False
        self.reason: int | None = None
        """Why the worker ended, once the nursery told."""
        self._pool = pool
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        self._opening: asyncio.Task[object] | None = None
        self._paused = False

    def open(self, ours: socket.socket) -> None:
        """Takes the front's end of the worker's socket."""
        loop = asyncio.get_running_loop()
        self._opening = loop.create_task(loop.create_unix_connection(lambda: self, sock=ours))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is open."""
        self._transport = cast(asyncio.Transport, transport)
        if self.doomed:
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The worker's end closed; why, the nursery tells."""
        self._transport, self.closed = None, True
        self._pool.lost(self)

    def data_received(self, data: bytes) -> None:
        """Bytes of the worker."""
        for kind, payload in self._frames.feed(data):
            self._on_frame(kind, payload)

    def start(self, job: Job) -> None:
        """Gives the worker its work."""
        self.job, job.link = job, self
        self.served += 1
        if self._transport:
            self._transport.write(job.work.encode())

    def pause(self) -> None:
        """Reads no more for now, so that the worker waits; its client is slow."""
        if self._transport and not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Reads again."""
        if self._transport and self._paused:
            self._paused = False
            self._transport.resume_reading()

    def close(self) -> None:
        """Closes the socket; a worker that waits for work ends by itself."""
        if self._transport:
            self._transport.abort()

    def _on_frame(self, kind: bytes, payload: bytes) -> None:
        job = self.job
        if kind == b"R":
            self.ready = True
            self._pool.idle(self)
        elif kind == b"P" and not self.ready:
            self._pool.refused(frames.read_problem(payload))
        elif job is None:
            return  # the job was given up; the worker is about to be killed
        elif kind == b"A":
            job.whole(*frames.read_answer(payload))
            self._pool.done(self, job)
        elif kind == b"H":
            job.begin(frames.read_head(payload))
        elif kind == b"D":
            job.piece(payload)
        elif kind == b"E":
            job.finish()
            self.resume()
            self._pool.done(self, job)
        elif kind == b"P":
            job.fail(frames.read_problem(payload))
            self.resume()
            self._pool.done(self, job)
