"""Start to end of a server for models: load, fork, speak on stdio or over HTTP."""

import asyncio
import contextlib
import functools
import signal
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib.util import find_spec

from govactors.problems import Problem, missing
from govactors.publication import Publication
from govactors.service.server import address, bind
from govactors.service.settings import Settings
from govactors.service.workers.nursery import Nursery
from govactors.service.workers.pool import Pool

PATH = "/mcp"
"""Where the protocol is spoken over HTTP."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Doors:
    """Who may come in over HTTP: the names of this host, and the sites whose pages may ask.

    A page of any site can have a browser send requests to this machine. So a request whose
    ``Host`` or ``Origin`` is not known is refused (DNS rebinding); one without ``Origin`` comes
    from no browser.
    """

    hosts: tuple[str, ...]
    origins: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings, hosts: tuple[str, ...], origins: tuple[str, ...]) -> "Doors":
        """The doors for an address to listen on; raises :class:`Problem` ``unknown-setting``."""
        name = f"[{settings.host}]" if ":" in settings.host else settings.host
        if not hosts and name not in _LOOPBACK:
            raise Problem(
                "unknown-setting",
                f"Listening on {settings.host} needs the name by which clients call this host.",
                hint="Add --allowed-host NAME:PORT, or leave out --host to listen here only.",
            )
        own = [f"{each}:*" for each in _LOOPBACK]
        pages = [f"http://{each}" for each in own]
        return cls((*own, *hosts), (*pages, *origins))


def serve(load: Callable[[], Publication], settings: Settings, doors: Doors | None) -> int:
    """Serves on stdio, or over HTTP if there are ``doors``; returns the exit status.

    The caller must have started no thread: the process forks. What a model asks in SPARQL is
    evaluated in the same fenced workers as a stranger's query to the service.

    Raises :class:`Problem`, ``missing-package`` without the extra ``mcp``.
    """
    if find_spec("mcp") is None:
        raise missing("This needs the package mcp.", "mcp")
    if doors is None:
        publication = load()
        return Nursery(publication, settings).run(lambda c: _stdio(publication, settings, c), ())
    with bind(settings) as listener:
        publication = load()
        nursery = Nursery(publication, settings)
        return nursery.run(
            lambda control: _http(publication, settings, control, listener, doors), (listener,)
        )


def _stdio(publication: Publication, settings: Settings, control: socket.socket) -> None:
    from govactors.mcp.server import made

    async def speak() -> None:
        pool = Pool(control, settings)
        async with _open(pool):
            await made(publication, pool, settings).run_stdio_async()

    asyncio.run(speak())


def _http(
    publication: Publication,
    settings: Settings,
    control: socket.socket,
    listener: socket.socket,
    doors: Doors,
) -> None:
    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    from govactors.mcp.server import made

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # uvicorn raises it again when it has shut down
    pool = Pool(control, settings)
    app = made(publication, pool, settings).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=settings.request_size_limit * 1_000_000,
        transport_security=TransportSecuritySettings(
            allowed_hosts=list(doors.hosts), allowed_origins=list(doors.origins)
        ),
    )
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=max(1, round(settings.shutdown_time)),
    )

    async def speak() -> None:
        async with _open(pool):
            print(f"govactors serves {address(listener)}{PATH[1:]}", flush=True)  # noqa: T201
            await uvicorn.Server(config).serve(sockets=[listener])

    with contextlib.suppress(SystemExit):  # uvicorn's way to say that nothing was started
        asyncio.run(speak())


@contextlib.asynccontextmanager
async def _open(pool: Pool) -> AsyncIterator[None]:
    """The pool, open; whoever speaks stops when the nursery dies, for nothing can be asked then."""
    speaker = asyncio.current_task()
    assert speaker is not None  # noqa: S101 - a coroutine runs in a task
    await pool.open(functools.partial(_cancel, speaker))
    try:
        yield
    finally:
        pool.close()


def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
