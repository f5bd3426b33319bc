"""The front process: HTTP for one generation, until it is told to end or to retire."""

import asyncio
import contextlib
import signal
import socket
import time

import uvicorn

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.app import create_app
from govactors.service.settings import Settings
from govactors.service.supervisor import tell, told
from govactors.service.wire import Wire

_IDLE = 60
"""Seconds that a connection on which nothing is asked stays open."""

_CLOSE = (b"connection", b"close")


class Server(uvicorn.Server):
    """Serves a listening socket; one that retires leaves it to another process.

    Retired, it takes no new connections and closes each one with an answer that says so, never
    while it is idle, when a request could be on its way: so none is lost.
    """

    def __init__(self, config: uvicorn.Config, most: float) -> None:
        super().__init__(config)
        self._most = most
        self._retired: float | None = None

    def retire(self) -> None:
        """Ends when every connection is closed, or when it takes too long."""
        self._retired = time.monotonic()
        for each in self.servers:
            each.close()
        self.config.encoded_headers.append(_CLOSE)
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]

    def stop(self) -> None:
        """Ends when what runs is answered."""
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Asked ten times a second: whether to end."""
        if self._retired is not None and (
            not self.server_state.connections or time.monotonic() > self._retired + self._most
        ):
            self.stop()
        return await super().on_tick(counter)


def run(
    publication: Publication,
    settings: Settings,
    control: socket.socket,
    listener: socket.socket,
    channel: socket.socket,
) -> None:
    """Serves until a signal, the nursery or the supervisor ends it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # uvicorn raises it again when it has shut down
    try:
        app = create_app(publication, settings, control)
    except Problem as problem:
        tell(channel, **told(problem))
        return
    config = uvicorn.Config(
        app,
        http=Wire,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=max(1, round(settings.shutdown_time)),
    )
    server = Server(config, settings.retire_time)
    app.on_end = server.stop

    def obey() -> None:
        if channel.recv(64):
            server.retire()
        else:  # the supervisor is gone
            server.stop()
            asyncio.get_running_loop().remove_reader(channel.fileno())

    def ready() -> None:
        tell(channel, release=publication.release.hash)
        asyncio.get_running_loop().add_reader(channel.fileno(), obey)

    def refused(problem: Problem) -> None:
        tell(channel, **told(problem))

    app.on_ready, app.on_refused = ready, refused
    with contextlib.suppress(SystemExit):  # uvicorn's way to say that nothing was started
        server.run(sockets=[listener])
