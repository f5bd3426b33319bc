"""Start to end of a service: bind, supervise, load, fork, serve, leave nothing behind."""

import errno
import gc
import os
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
            "unknown-setting",
            f"{settings.host}:{settings.port} cannot be listened on: {error}.",
            hint="Name an address of this machine with --host, and a free port with --port.",
        ) from error
    return listener


def serve(load: Callable[[], Publication], settings: Settings) -> int:
    """Serves until SIGTERM or SIGINT; returns the exit status.

    ``load`` is called in a process of its own once the port is ours, and again after each
    SIGHUP. The caller must have started no thread: the process forks. When the service is
    ready, one line with its address goes to stdout.

    Raises :class:`Problem` ``port-in-use``, or whatever is wrong with the publication.
    """
    with bind(settings) as listener:
        from govactors.service.supervisor import Supervisor

        supervisor = Supervisor(
            lambda channel: _generation(load, settings, listener, channel), settings
        )
        return supervisor.run(
            lambda: print(f"govactors serves {address(listener)}", flush=True)  # noqa: T201
        )


def _generation(
    load: Callable[[], Publication],
    settings: Settings,
    listener: socket.socket,
    channel: socket.socket,
) -> int:
    """Loads one release and serves it. The front's modules are not imported in the workers."""
    from govactors.service.supervisor import tell, told
    from govactors.service.workers.nursery import Nursery

    gc.disable()  # what is read stays; looking for garbage in it would be a fifth of the time
    try:
        publication = load()
        len(publication.questions)  # a broken one is told now, not to the first visitor
        publication.store.graphs()  # an engine elsewhere is asked once, not by every process
    except Problem as problem:
        tell(channel, **told(problem))
        return 2

    def front(control: socket.socket) -> None:
        from govactors.service import front

        front.run(publication, settings, control, listener, channel)

    return Nursery(publication, settings).run(front, (listener, channel))


def address(listener: socket.socket) -> str:
    """Where a socket that listens can be reached from here."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
