"""The application: bare routes for data, a framework for the pages, one way to fail."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import headers, problems
from govactors.service.answers import Answers
from govactors.service.conveyance import Conveyance
from govactors.service.delivery import Delivery
from govactors.service.endpoints import Endpoint, Front, Graphs, Sparql
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.html.imprint import Imprint
from govactors.service.html.site import Site
from govactors.service.journal import Journal
from govactors.service.releases.stacks import ROUTES as STACKED
from govactors.service.releases.stacks import Stacks
from govactors.service.rest.late import Late, LateRest
from govactors.service.settings import Settings
from govactors.service.shortcuts import Seen, Shortcuts
from govactors.service.state import State
from govactors.service.workers.pool import Pool

if TYPE_CHECKING:
    from govactors.service.faces import Faces
    from govactors.service.rest.face import Rest

_READING = ("GET", "HEAD", "OPTIONS")

_LULL = 0.2
"""Seconds in which nobody but the first to ask has a claim on the processor."""


class Application:
    """The ASGI application of one front process.

    ``on_ready`` is called once when queries can be answered, ``on_refused`` instead if they never
    will be, ``on_end`` if the nursery dies.
    """

    def __init__(
        self, publication: Publication, settings: Settings, control: socket.socket
    ) -> None:
        self.on_end: Callable[[], None] = lambda: None
        self.on_ready: Callable[[], None] = lambda: None
        self.on_refused: Callable[[Problem], None] = lambda _: None
        self._base = publication.addresses.base
        pages.introduce(Imprint.of(publication))
        self._journal = Journal(settings.log)
        self._pool = Pool(control, settings)
        self._answers = answers = Answers(self._pool, settings.cache_size * 1_000_000)
        self.seen = Seen(answers.kept)
        self._shortcuts = Shortcuts(self.seen)
        trusted = (each.strip() for each in settings.trusted_proxies.split(","))
        self._state = state = State(publication, settings.cache_seconds)
        front = Front(
            Delivery(state, settings, answers, self._shortcuts),
            settings,
            self._journal,
            self._base,
            frozenset(each for each in trusted if each),
        )
        conveyance = Conveyance(state, settings, answers, self.seen)
        self._bare = _bare(front)
        self._conveyance = conveyance
        self._faces = Late(lambda: _faces(publication, front, conveyance, answers))
        self._stacks = Stacks(front, publication, self._pool, settings)
        self._rest = LateRest(lambda: _rest(publication, conveyance, front))
        site = Site(publication, self._pool, answers, self._journal, self.seen)
        routes = site.routes()
        self._pages = frozenset(route.path for route in routes)
        self._framework = Starlette(routes=routes, lifespan=self.lifespan)
        self._framework.router.redirect_slashes = False

    @property
    def methods(self) -> dict[str, tuple[str, ...]]:
        """Every path with the methods it answers."""
        from govactors.service.faces import PATTERNS

        pages: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(self._pages), _READING)
        pages |= dict.fromkeys((*PATTERNS, *STACKED, *self._rest.routes), _READING)
        bare = self._bare | self._faces.make().fixed
        return pages | {path: endpoint.methods for path, endpoint in bare.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; an error of ours becomes a problem with an id."""
        if scope["type"] != "http":
            await self._framework(scope, receive, send)
            return
        asked = scope["path"] == "/sparql" and scope["method"] == "GET"
        if asked and await self._shortcuts.take(scope, send, scope["query_string"]):
            return
        bare = self._bare.get(scope["path"]) or self._stacks.known(scope["path"])
        if bare is None and scope["method"] == "GET" and await self._conveyance.take(scope, send):
            return
        sender = _Sender(send)
        try:
            if bare is None and scope["path"] not in self._pages:
                bare = (await self._faces.get()).find(scope["path"])
            bare = bare or self._stacks.find(scope["path"])
            if bare is not None:
                await bare(scope, receive, sender.bare)
            elif self._rest.takes(scope["path"]):
                await self._rest(scope, receive, sender.bare)
            elif scope["method"] == "OPTIONS" and scope["path"] in self._pages:
                await _options(sender.bare)
            else:
                await self._page(scope, receive, sender)
        except asyncio.CancelledError:  # the time for the last answers is over
            if sender.started:
                raise
            await self._end(scope, send)
        except Exception:
            problem = Problem("internal-error", "The service failed on this request.")
            rendered = problems.render(problem, scope, self._base)
            self._journal.error(rendered.instance, traceback.format_exc())
            if not sender.started:
                await problems.send(rendered, send)

    async def _end(self, scope: Scope, send: Send) -> None:
        """Turns a request away whose answer did not come before the service ended."""
        problem = Problem("busy", "The service ended before the answer was there.")
        rendered = problems.render(problem, scope, self._base)
        self._journal.error(rendered.instance, f"{scope['path']}: {problem.detail}")
        await problems.send(rendered, send)

    async def _page(self, scope: Scope, receive: Receive, sender: "_Sender") -> None:
        path, method = scope["path"], scope["method"]
        problem: Problem | None = None
        if path not in self._pages:
            problem = Problem("not-found", "There is nothing at this address.")
        elif method not in _READING:
            problem = Problem("method-not-allowed", f"{method} is not allowed here.")
        if problem is not None:
            allow = ", ".join(_READING) if problem.kind == "method-not-allowed" else ""
            await problems.send(problems.render(problem, scope, self._base, allow), sender.bare)
            return
        await self._framework(scope, receive, sender.page)

    def _forget(self) -> None:
        """Forgets every answer: the data may have changed."""
        self._answers.kept.clear()
        self._shortcuts.forget()
        self._conveyance.forget()

    @asynccontextmanager
    async def lifespan(self, _: object = None) -> AsyncIterator[None]:
        """Answers as long as this is open; raises :class:`Problem` if it never will."""
        try:
            self._stacks.open()
            await self._pool.open(lambda: self.on_end())
        except Problem as problem:
            self.on_refused(problem)
            raise
        try:
            self._state.open(self._forget)
            self.on_ready()
            asyncio.get_running_loop().call_later(_LULL, self._faces.open)
            yield
        finally:
            self._stacks.close()
            self._faces.end(lambda faces: faces.close())
            self._state.close()
            self._pool.close()
            self._journal.flush()


class _Sender:
    """Notes that an answer has begun, and puts the common headers on those of the framework."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def bare(self, message: Any) -> None:
        self.started = True
        await self._send(message)

    async def page(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *headers.COMMON]
        await self.bare(message)


def _faces(
    publication: Publication, front: Front, conveyance: Conveyance, answers: Answers
) -> "Faces":
    from govactors.service.faces import Faces

    return Faces(publication, front, conveyance, answers)


def _rest(publication: Publication, conveyance: Conveyance, front: Front) -> "Rest":
    from govactors.service.rest.face import Rest

    return Rest(publication, conveyance, front)


def _bare(front: Front) -> dict[str, Endpoint]:
    return {"/sparql": Sparql(front, "/sparql"), "/graphs": Graphs(front, "/graphs")}


async def _options(send: Send) -> None:
    allowed = ", ".join(_READING)
    pairs = [("allow", allowed), ("access-control-allow-methods", allowed)]
    fixed = headers.of(pairs) + headers.PREFLIGHT
    await send({"type": "http.response.start", "status": 204, "headers": fixed})
    await send({"type": "http.response.body", "body": b""})


def create_app(publication: Publication, settings: Settings, control: socket.socket) -> Application:
    """The ASGI application; ``control`` is the front's end of the nursery's socket."""
    return Application(publication, settings, control)
