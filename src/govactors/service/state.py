"""Which state of the data an answer belongs to, and whether an engine elsewhere can be reached."""

import asyncio
import time
from collections.abc import Callable

from govactors import __version__
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.workers.frames import Work
from govactors.service.workers.pool import Pool

_PROBE = Work("query", "ASK {}", "application/sparql-results+json", seconds=5)
_REMEMBER = 2.0


class State:
    """The state that ETags name: the release, and the period where data change unseen.

    Data behind an endpoint can change at any time. So what is known of them is forgotten after
    ``seconds``, at the same moment on every machine.
    """

    def __init__(self, publication: Publication, seconds: int) -> None:
        self._release = (publication.release.hash, __version__)
        self._distant = publication.store.distant
        self._seconds = max(1, seconds)
        self._timer: asyncio.TimerHandle | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Different for every state."""
        if not self._distant:
            return self._release
        return (*self._release, int(time.time() // self._seconds))

    def open(self, forget: Callable[[], None]) -> None:
        """Has ``forget`` called whenever a period is over."""
        if self._distant:
            left = self._seconds - time.time() % self._seconds
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(left, self._over, forget)

    def close(self) -> None:
        """Calls nobody any more."""
        if self._timer:
            self._timer.cancel()

    def _over(self, forget: Callable[[], None]) -> None:
        forget()
        self.open(forget)


class Health:
    """Whether queries can be answered: workers up, and data that are elsewhere reachable."""

    def __init__(self, pool: Pool, *, distant: bool) -> None:
        self._pool = pool
        self._distant = distant
        self._looked: asyncio.Future[str] | None = None
        self._until = 0.0

    async def status(self) -> str:
        """``ok``, or what is wrong; an engine elsewhere is asked once in a while."""
        if not self._pool.ready:
            return "not ready"
        if not self._distant:
            return "ok"
        if self._looked is None or (self._looked.done() and time.monotonic() > self._until):
            self._looked = asyncio.ensure_future(self._probe())
        return await asyncio.shield(self._looked)

    async def _probe(self) -> str:
        try:
            await self._pool.submit(_PROBE, "health").future
        except Problem as problem:
            # That all are busy says nothing about the engine.
            return "ok" if problem.kind in ("busy", "too-many-requests") else problem.kind
        finally:
            self._until = time.monotonic() + _REMEMBER
        return "ok"
