"""A job: one piece of work on its way through the pool, and the answer that comes back."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govactors.service.serialisation import LARGE
from govactors.service.workers.frames import Meta, Work

if TYPE_CHECKING:
    from govactors.service.workers.link import Link
    from govactors.service.workers.pool import Pool

_FULL = 1 << 20
"""Bytes that wait for a slow client before the worker is told to wait as well."""

_ROOM = LARGE
"""Bytes of a streamed answer that are gathered, so that it can be kept and shared when whole."""


@dataclass(slots=True)
class Reply:
    """The answer: whole in ``body``, or, where that is ``None``, in pieces from ``job``."""

    meta: Meta
    body: bytes | None
    job: "Job"


class GoneError(Exception):
    """The client left."""


class Job:
    """Work with its client, its limits and its answer; ``future`` has the reply or a problem.

    Of an answer in pieces ``outcome`` has the whole in the end, or nothing if that was too large
    or went wrong. Until it is too large no client's slowness holds it up.

    Several requests may wait for one job; it is given up when the last of them leaves.
    """

    __slots__ = (
        "_gathered",
        "_news",
        "_pieces",
        "_size",
        "_total",
        "client",
        "deadline",
        "ended",
        "failure",
        "future",
        "heavy",
        "link",
        "outcome",
        "pool",
        "seconds",
        "timer",
        "waiting",
        "work",
    )

    def __init__(self, pool: "Pool", work: Work, client: str) -> None:
        self.pool = pool
        self.work = work
        self.client = client
        self.seconds = work.seconds
        self.future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.link: Link | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.deadline = 0.0
        self.heavy = False
        self.waiting = 1
        self.outcome: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        self.ended = False
        self.failure: Exception | None = None
        self._gathered: list[bytes] | None = []
        self._pieces: list[bytes] = []
        self._size = self._total = 0
        self._news: asyncio.Future[None] | None = None

    @property
    def lane(self) -> str:
        """Where it ran: ``light`` or ``heavy``."""
        return "heavy" if self.heavy else "light"

    def leave(self) -> None:
        """One of those who wait leaves; after the last the work is given up."""
        self.waiting -= 1
        if self.waiting <= 0:
            self.pool.give_up(self, GoneError())

    def fail(self, reason: Exception) -> None:
        """There will be no answer, or no end to it."""
        self.ended = True
        self.failure = reason
        if not self.future.done():
            self.future.set_exception(reason)
            self.future.exception()  # seen, even when nobody waits any more
        self._settle(None)
        self._tell()

    def whole(self, meta: Meta, body: bytes) -> None:
        """The whole answer came in one piece."""
        self.ended = True
        if not self.future.done():
            self.future.set_result(Reply(meta, body, self))

    def begin(self, meta: Meta) -> None:
        """The answer comes in pieces, from now on."""
        if meta.volatile:
            self._settle(None)
        if not self.future.done():
            self.future.set_result(Reply(meta, None, self))

    def piece(self, data: bytes) -> None:
        """A piece came."""
        self._pieces.append(data)
        self._size += len(data)
        self._total += len(data)
        if self._total > _ROOM:
            self._settle(None)
        if self._gathered is not None:
            self._gathered.append(data)
        elif self._size > _FULL and self.link:
            self.link.pause()
        self._tell()

    def finish(self) -> None:
        """The last piece came."""
        self._settle(None if self._gathered is None else b"".join(self._gathered))
        self.ended = True
        self._tell()

    def _settle(self, whole: bytes | None) -> None:
        """What becomes of an answer in pieces is known."""
        self._gathered = None
        if not self.outcome.done():
            self.outcome.set_result(whole)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The pieces of a streamed answer; raises the problem if its end is missing."""
        while True:
            if self._pieces:
                data = b"".join(self._pieces)
                self._pieces, self._size = [], 0
                if self.link:
                    self.link.resume()
                yield data
            elif self.failure:
                raise self.failure
            elif self.ended:
                return
            else:
                self._news = asyncio.get_running_loop().create_future()
                await self._news

    def _tell(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)
