"""A nursery in a process of its own, for an application inside somebody else's process.

That process may have threads and event loops, so it must not be forked. It starts a fresh Python,
which is told the publication as it is in memory, keeps it, and forks the workers. All ends when
the socket to it closes, and so at the latest with the process that asked for it.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from govactors.disk import DiskStore
from govactors.exchange import Patience
from govactors.folder import File, Header, Role
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.release import Release
from govactors.remote import RemoteStore
from govactors.service.settings import Settings
from govactors.service.supervisor import told
from govactors.service.workers.nursery import Nursery
from govactors.store import EmbeddedStore, Store
from govactors.terms import Addresses

_CODE = (
    "import sys; from govactors.service.workers import hatchery; hatchery.hatch(int(sys.argv[1]))"
)
_LENGTH = 8
_LEAVE = 5.0


class Hatchery:
    """One such process; ``control`` is what its workers are asked for through."""

    def __init__(self, publication: Publication, settings: Settings) -> None:
        """Starts it, and waits until it is ready; raises the :class:`Problem` that it meets."""
        self._channel, theirs = socket.socketpair()
        path = os.pathsep.join(each for each in sys.path if each)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CODE, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # ctrl-C is for the process that asked
            )
        try:
            self.control = self._ready(publication, settings)
        except BaseException:
            self.close()
            raise

    def _ready(self, publication: Publication, settings: Settings) -> socket.socket:
        with contextlib.suppress(ConnectionError):  # why it left, it has said on stderr
            parcel = _packed(publication, settings)
            self._channel.sendall(len(parcel).to_bytes(_LENGTH, "big") + parcel)
            said, descriptors, _, _ = socket.recv_fds(self._channel, 65536, 1)
            if descriptors:
                return socket.socket(fileno=descriptors[0])
            if said:
                words = json.loads(said)
                raise Problem(words.pop("kind"), words.pop("detail"), **words)
        raise Problem("internal-error", "The process that evaluates queries did not start.")

    def close(self) -> None:
        """Ends it, and the workers with it."""
        self._channel.close()
        if hasattr(self, "control"):
            self.control.close()
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def hatch(descriptor: int) -> None:
    """What the process does: told a publication, it forks workers until the socket closes."""
    with socket.socket(fileno=descriptor) as channel:
        parcel = _received(channel)
        if not parcel:
            return  # nothing came, so nobody waits
        try:
            publication, settings = _unpacked(parcel)
            len(publication.questions)
            publication.store.graphs()
        except Problem as problem:
            channel.sendall(json.dumps(told(problem)).encode())
            return

        def front(control: socket.socket) -> None:
            """Stands where the front of a service is: hands it the socket, waits for its end."""
            socket.send_fds(channel, [b"R"], [control.fileno()])
            control.close()
            channel.recv(1)

        Nursery(publication, settings).run(front, (channel,))


def _received(channel: socket.socket) -> bytes:
    with channel.makefile("rb") as stream:
        return stream.read(int.from_bytes(stream.read(_LENGTH), "big"))


def _packed(publication: Publication, settings: Settings) -> bytes:
    """A publication as it is here, whatever has become of the files it was read from."""
    store = publication.store
    place, graphs = _place(store, elsewhere=publication.elsewhere), None
    if publication.elsewhere and not place:
        graphs = {name: _lines(triples) for name, triples in publication.triples()}
    files = [
        {
            "name": each.name,
            "role": each.role.value,
            "text": each.text,
            "graph": each.graph,
            "lines": _lines(each.triples),
        }
        for each in publication.files
    ]
    parcel = {
        "directory": str(publication.directory),
        "header": asdict(publication.header),
        "release": asdict(publication.release),
        "files": files,
        "place": place,
        "graphs": graphs,
        "asking": _asking(store) if isinstance(store, RemoteStore) else None,
        "settings": asdict(settings),
    }
    return json.dumps(parcel).encode()


def _asking(store: RemoteStore) -> dict[str, Any]:
    patience, headers, body = store.settings
    return {"patience": asdict(patience), "headers": headers, "body": body}


def _place(store: Store, *, elsewhere: bool) -> str:
    """Where the data are, if they are elsewhere; nothing for data in memory."""
    if isinstance(store, RemoteStore):
        return store.url
    if isinstance(store, DiskStore):
        return str(store.location.resolve())
    if elsewhere and not isinstance(store, EmbeddedStore):
        raise Problem(
            "not-supported-here",
            f"A {type(store).__name__} cannot be opened in another process.",
            hint="Give the location of a store, or the address of an endpoint.",
        )
    return ""


def _unpacked(parcel: bytes) -> tuple[Publication, Settings]:
    said: dict[str, Any] = json.loads(parcel)
    header = Header(**said["header"])
    addresses = Addresses(header.iri.removesuffix("def"))
    files = tuple(
        File(each["name"], Role(each["role"]), each["text"], each["graph"], _triples(each["lines"]))
        for each in said["files"]
    )
    store: Store | None = None
    if said["graphs"] is not None:
        graphs = ((name, _triples(lines)) for name, lines in said["graphs"].items())
        store = EmbeddedStore(graphs, addresses.prefixes)
    elif "://" in said["place"]:
        asking = said["asking"] | {"patience": Patience(**said["asking"]["patience"])}
        store = RemoteStore(said["place"], addresses.prefixes, **asking)
    elif said["place"]:
        store = DiskStore(said["place"], addresses.prefixes)
    release = Release(**said["release"])
    directory = Path(said["directory"])
    publication = Publication(directory, header, addresses, files, release, store)
    return publication, Settings(**said["settings"])


def _lines(triples: Iterable[ox.Triple]) -> str:
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None  # noqa: S101 - without an output file the library returns bytes
    return written.decode()


def _triples(lines: str) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
