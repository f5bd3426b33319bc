"""What is made beside the first answers, or for whoever asks first: importing it takes long."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from govactors.service.headers import Receive, Scope, Send

if TYPE_CHECKING:
    from govactors.service.rest.face import Rest  # noqa: F401 - named in a base class

ROOT = "/v1"

API_VERSION = "1.0.0"
"""The version of this API: of its paths, parameters and members, not of the data."""


T = TypeVar("T")


class Late(Generic[T]):
    """What is made in a thread of its own, beside the first answers."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make
        self._made: asyncio.Future[T] | None = None

    def open(self) -> "asyncio.Future[T]":
        """Begins to make it. Whoever ends the process meanwhile does not wait for it."""
        if self._made is None:
            loop = asyncio.get_running_loop()
            self._made = loop.create_future()
            thread = threading.Thread(target=self._work, args=(loop, self._made), daemon=True)
            thread.start()
        return self._made

    def _work(self, loop: asyncio.AbstractEventLoop, made: "asyncio.Future[T]") -> None:
        tell: Callable[[], None]
        try:
            tell = partial(made.set_result, self.make())
        except Exception as error:
            tell = partial(made.set_exception, error)
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(tell)

    async def get(self) -> T:
        """It, as soon as it is made."""
        return await asyncio.shield(self.open())

    def end(self, close: Callable[[T], None]) -> None:
        """Closes it, if it was ever made."""
        if self._made and self._made.done() and not self._made.exception():
            close(self._made.result())


class LateRest(Late["Rest"]):
    """The REST face, made for the first who asks it: its framework takes time and memory."""

    @property
    def routes(self) -> tuple[str, ...]:
        """Its paths."""
        return self.make().routes

    def takes(self, path: str) -> bool:
        """Whether a path is answered here, be it with an error."""
        return path == ROOT or path.startswith(ROOT + "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        rest = await self.get()
        await rest(scope, receive, send)
