"""The service within another application: mounted under a prefix, with workers of its own."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import problems, roots
from govactors.service.app import Application
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.html.imprint import Imprint
from govactors.service.settings import Settings
from govactors.service.workers.hatchery import Hatchery

_OURS = (
    *("type", "asgi", "http_version", "method", "scheme", "raw_path"),
    *("query_string", "headers", "client", "server", "extensions"),
)
"""What of a request's scope is passed on; the rest belongs to the application around."""

Loop = asyncio.AbstractEventLoop
Message = MutableMapping[str, Any]
Receives = Callable[[], Awaitable[Message]]
Sends = Callable[[Message], Awaitable[None]]
"""What ASGI applications around this one are typed to give."""


@dataclass(slots=True)
class _Running:
    """What answers on one event loop."""

    application: Application
    hatchery: Hatchery
    stack: AsyncExitStack

    async def stop(self) -> None:
        await self.stack.aclose()
        await asyncio.to_thread(self.hatchery.close)


class Hosted:
    """The service as an ASGI application that others mount.

    Its workers start with :meth:`lifespan`, or else with the first request, in processes of
    their own; where these die, the next request starts new ones.
    """

    def __init__(self, publication: Publication, settings: Settings) -> None:
        """Raises :class:`Problem` ``not-supported-here``, or what is wrong with a question."""
        if not hasattr(os, "fork"):
            raise Problem("not-supported-here", "Processes cannot be forked here.")
        len(publication.questions)  # a broken one is told now, not to the first visitor
        self._publication = publication
        self._settings = settings
        self._imprint = Imprint.of(publication)
        self._running: dict[Loop, asyncio.Future[_Running]] = {}

    @asynccontextmanager
    async def lifespan(self, application: object = None) -> AsyncIterator[None]:  # noqa: ARG002
        """Answers as long as this is open; for the lifespan of the application around."""
        await self._ready()
        try:
            yield
        finally:
            await self._stop()

    async def __call__(self, scope: Message, receive: Receives, send: Sends) -> None:
        """Answers one request, wherever this is mounted."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await receive()
            await send({"type": f"{scope['type']}.close"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "").rstrip("/")
        below: Scope = {name: scope[name] for name in _OURS if name in scope}
        below |= {"path": _below(scope["path"], root), "root_path": ""}
        below.setdefault("raw_path", scope["path"].encode())
        with roots.standing(root), pages.speaking_for(self._imprint):
            try:
                running = await self._ready()
            except Problem as problem:
                base = self._publication.addresses.base
                await problems.send(problems.render(problem, below, base), send)
                return
            await running.application(below, receive, _rooted(send, root))

    async def _ready(self) -> _Running:
        """What answers on this event loop; the first who asks starts it."""
        loop = asyncio.get_running_loop()
        if loop not in self._running:
            self._sweep()
            self._running[loop] = asyncio.ensure_future(self._start(loop))
        found = self._running[loop]
        try:
            return await asyncio.shield(found)
        except Problem:
            self._forget(loop, found)
            raise

    async def _start(self, loop: Loop) -> _Running:
        hatchery = await asyncio.to_thread(Hatchery, self._publication, self._settings)
        try:
            application = Application(self._publication, self._settings, hatchery.control)
            stack = AsyncExitStack()
            await stack.enter_async_context(application.lifespan())
        except BaseException:
            hatchery.close()
            raise
        running = _Running(application, hatchery, stack)
        application.on_end = lambda: self._ended(loop, running)
        return running

    def _ended(self, loop: Loop, running: _Running) -> None:
        """The workers' process is gone: what is left is cleared away, the next request starts."""
        self._running.pop(loop, None)
        task = loop.create_task(running.stop())
        _KEPT.add(task)
        task.add_done_callback(_KEPT.discard)

    def _forget(self, loop: Loop, found: "asyncio.Future[_Running]") -> None:
        if self._running.get(loop) is found:
            del self._running[loop]

    async def _stop(self) -> None:
        found = self._running.pop(asyncio.get_running_loop(), None)
        if found is not None:
            with contextlib.suppress(Problem):
                await (await found).stop()

    def _sweep(self) -> None:
        """Ends what belonged to event loops that were closed without a word."""
        for loop in [each for each in self._running if each.is_closed()]:
            found = self._running.pop(loop)
            if found.done() and not found.cancelled() and not found.exception():
                found.result().hatchery.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        """The lifespan protocol, for a server that runs this application alone."""
        await receive()
        try:
            await self._ready()
        except Problem as problem:
            await send({"type": "lifespan.startup.failed", "message": str(problem)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stop()
        await send({"type": "lifespan.shutdown.complete"})


_KEPT: set[asyncio.Task[None]] = set()
"""Tasks under way; an event loop alone would forget them."""


def _below(path: str, root: str) -> str:
    """The path below the root; servers differ in whether they tell it with or without."""
    inside = path == root or path.startswith(f"{root}/")
    return (path[len(root) :] if inside else path) or "/"


def _rooted(send: Send, root: str) -> Callable[[Any], Awaitable[None]]:
    """Puts the root before paths in headers."""
    if not root:
        return send
    prefix = root.encode()

    async def sender(message: Any) -> None:
        if message["type"] == "http.response.start":
            pairs = [(name, _moved(name, value, prefix)) for name, value in message["headers"]]
            message = {**message, "headers": pairs}
        await send(message)

    return sender


def _moved(name: bytes, value: bytes, prefix: bytes) -> bytes:
    if name in (b"location", b"content-location") and value.startswith(b"/"):
        return prefix + value
    return value.replace(b"</", b"<" + prefix + b"/") if name == b"link" else value
