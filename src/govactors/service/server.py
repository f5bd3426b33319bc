"""Start to end of a service: bind, load, fork, serve, leave nothing behind."""

import errno
import os
import signal
import socket
from collections.abc import Callable

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.settings import Settings


def bind(settings: Settings) -> socket.socket:
    """The listening socket; raises :class:`Problem` before anything costly is done."""
    if not hasattr(os, "fork"):
        raise Problem("not-supported-here", "Processes cannot be forked here.")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(2048)
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise Problem(
                "port-in-use", f"Port {settings.port} of {settings.host} is in use."
            ) from error
        raise Problem(
            "unknown-setting", f"{settings.host}:{settings.port} cannot be listened on: {error}."
        ) from error
    return listener


def serve(load: Callable[[], Publication], settings: Settings) -> int:
    """Serves until SIGTERM or SIGINT; returns the exit status.

    ``load`` is called once the port is ours. The caller must have started no thread: the
    process forks. When the service is ready, one line with its address goes to stdout.

    Raises :class:`Problem` ``port-in-use``, or whatever is wrong with the publication.
    """
    listener = bind(settings)
    publication = load()
    len(publication.questions)  # a broken one is told now, not to the first visitor
    from govactors.service.nursery import Nursery

    nursery = Nursery(publication, settings)
    return nursery.run(lambda control: _front(publication, settings, control, listener), listener)


def _front(
    publication: Publication, settings: Settings, control: socket.socket, listener: socket.socket
) -> None:
    """What the front process does: HTTP. Imported here, so that workers do not carry it."""
    import uvicorn

    from govactors.service.app import create_app

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # uvicorn raises it again when it has shut down
    app = create_app(publication, settings, control)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_keep_alive=60,
        timeout_graceful_shutdown=max(1, round(settings.shutdown_time)),
    )
    server = uvicorn.Server(config)

    def stop() -> None:
        server.should_exit = True

    def tell() -> None:
        print(f"govactors serves {_address(listener)}", flush=True)  # noqa: T201 - its one line

    app.on_end, app.on_ready = stop, tell
    server.run(sockets=[listener])


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
