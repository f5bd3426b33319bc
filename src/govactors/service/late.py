"""The REST face, made beside the first answers: importing its framework takes long."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from govactors.service.headers import Receive, Scope, Send

if TYPE_CHECKING:
    from govactors.service.rest import Rest

ROOT = "/v1"

API_VERSION = "1.0.0"
"""The version of this API: of its paths, parameters and members, not of the data."""


class LateRest:
    """Answers what ``make`` makes, as soon as it is made; nobody else waits for it."""

    def __init__(self, make: "Callable[[], Rest]") -> None:
        self._make = make
        self._made: asyncio.Future[Rest] | None = None

    @property
    def routes(self) -> tuple[str, ...]:
        """Its paths."""
        return self._make().routes

    def takes(self, path: str) -> bool:
        """Whether a path is answered here, be it with an error."""
        return path == ROOT or path.startswith(ROOT + "/")

    def open(self) -> "asyncio.Future[Rest]":
        """Begins to make it, in a thread of its own."""
        if self._made is None:
            self._made = asyncio.get_running_loop().run_in_executor(None, self._make)
        return self._made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        rest = await asyncio.shield(self.open())
        await rest(scope, receive, send)
