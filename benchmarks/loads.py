"""The loads: each goes round the servers and returns figures by server."""

import csv
import io
import json
import os
import signal
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks import data, load, peers, processes
from benchmarks.data import Data
from benchmarks.load import Figures
from benchmarks.peers import Peer

JSON = {"Accept": "application/sparql-results+json"}
CSV = {"Accept": "text/csv"}
HEAVY_QUERIES = 4
CACHED, UNCACHED, HELLO = "govactors", "govactors, no cache", "hello"
Figure = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """The data, the servers that run, and how long a load lasts."""

    data: Data
    running: dict[str, Peer]
    rounds: int
    seconds: int

    def those(self, *without: str) -> list[Peer]:
        """All servers but these."""
        return [peer for name, peer in self.running.items() if name not in without]


def servers(made: Data, wanted: Sequence[str]) -> list[Peer]:
    """Our service twice, the ceiling, and the peers that are wanted.

    All load comes from one address, so the heavy places of one client are as many as there are.
    """
    whole = made.count < 100_000
    publication = made.publication if whole else made.frame
    store = None if whole else made.store
    crowd = {"heavy_per_client": 100, "heavy_waiting": 100}
    known = {
        "oxigraph": lambda: peers.oxigraph(made.folder, made.triples),
        "rdflib-endpoint": lambda: peers.rdflib_endpoint(made.folder.parent, made.triples),
        "virtuoso": lambda: peers.virtuoso(made.folder, made.triples),
    }
    ours = [
        peers.govactors(publication, store, **crowd),
        peers.govactors(publication, store, cache_size=0, **crowd),
    ]
    return [*ours, peers.ceiling(), *(known[name]() for name in wanted)]


def _paths(peer: Peer) -> list[str]:
    return [peer.query(text) for text in data.lookups()]


def _round(
    setting: Setting, chosen: Sequence[Peer], one: Callable[[Peer], Figures]
) -> dict[str, Figure]:
    """Medians over the rounds, the servers in turn in each."""
    found: dict[str, list[Figures]] = {peer.name: [] for peer in chosen}
    for _ in range(setting.rounds):
        for peer in chosen:
            found[peer.name].append(one(peer))
    return {name: asdict(load.median(figures)) for name, figures in found.items()}


def agreement(setting: Setting) -> dict[str, Figure]:
    """The number of rows of all lookups; raises ``AssertionError`` if servers differ."""
    found = {}
    for peer in setting.those(HELLO):
        answers = [load.ask(peer.port, path, JSON) for path in _paths(peer)]
        assert {answer.status for answer in answers} == {200}, peer.name
        rows = sum(len(json.loads(each.body)["results"]["bindings"]) for each in answers)
        found[peer.name] = {"rows": rows}
    assert len({each["rows"] for each in found.values()}) == 1, found
    return found


def cached(setting: Setting) -> dict[str, Figure]:
    """Lookups that were asked before."""
    for path in _paths(setting.running[CACHED]):
        load.ask(setting.running[CACHED].port, path, JSON)
    return _round(
        setting,
        setting.those(UNCACHED),
        lambda peer: load.run(peer.port, _paths(peer), setting.seconds, headers=JSON),
    )


def uncached(setting: Setting) -> dict[str, Figure]:
    """Lookups that are evaluated each time."""
    return _round(
        setting,
        setting.those(CACHED, HELLO),
        lambda peer: load.run(peer.port, _paths(peer), setting.seconds, headers=JSON),
    )


def unchanged(setting: Setting) -> dict[str, Figure]:
    """Requests whose answer the client has: 304."""
    ours = setting.running[CACHED]
    paths = _paths(ours)
    tags = [load.ask(ours.port, path, JSON).headers["etag"] for path in paths]
    again = load.ask(ours.port, paths[0], {**JSON, "If-None-Match": tags[0]})
    assert again.status == 304
    return _round(
        setting,
        [ours, setting.running[HELLO]],
        lambda peer: load.run(
            peer.port,
            _paths(peer),
            setting.seconds,
            headers=JSON,
            tags=tags if peer is ours else (),
        ),
    )


def large(setting: Setting) -> dict[str, Figure]:
    """Large results, first time: throughput of two clients, and the first byte of one."""
    found = {}
    for rows in data.LARGE:
        if rows > setting.data.count:
            continue
        for form, headers in (("JSON", JSON), ("CSV", CSV)):
            query = data.ALL.format(rows=rows)
            chosen = setting.those(CACHED, HELLO, "rdflib-endpoint")
            figures = _round(
                setting,
                chosen,
                lambda peer, query=query, headers=headers: load.run(  # type: ignore[misc]
                    peer.port,
                    [peer.query(query)],
                    setting.seconds,
                    connections=2,
                    headers=headers,
                ),
            )
            for peer in chosen:
                figures[peer.name]["first_byte"] = _first_byte(peer, query, headers, rows)
            found[f"{rows} rows, {form}"] = figures
    return found


def _first_byte(peer: Peer, query: str, headers: dict[str, str], rows: int) -> float:
    """Median milliseconds; checks that all rows are there."""
    answers = [load.ask(peer.port, peer.query(query), headers) for _ in range(3)]
    text = answers[0].body.decode()
    if headers is JSON:
        count = len(json.loads(text)["results"]["bindings"])
    else:
        count = sum(1 for _ in csv.reader(io.StringIO(text))) - 1
    assert count == rows, f"{peer.name} gave {count} of {rows} rows"
    return statistics.median(answer.first for answer in answers) * 1000


def heavy(setting: Setting) -> dict[str, Figure]:
    """Lookups beside heavy queries, and what those cost when their clients have left.

    A server that goes on working would spoil what follows, so it is measured last, paused.
    """
    found = {}
    for peer in setting.those(CACHED, HELLO, "rdflib-endpoint"):
        before = load.median([_lookups(peer, setting) for _ in range(setting.rounds)])
        with _heavy_clients(peer):
            time.sleep(1)
            during = load.median([_lookups(peer, setting) for _ in range(setting.rounds)])
        time.sleep(1)
        found[peer.name] = {
            "before": asdict(before),
            "during": asdict(during),
            "kept": during.rate / before.rate,
            "p99_ratio": during.p99 / before.p99,
            "cores_after": processes.processor_use(peer.pid, 1),
        }
        _let_rest(peer)
    return found


def _lookups(peer: Peer, setting: Setting) -> Figures:
    return load.run(peer.port, _paths(peer), setting.seconds, headers=JSON)


@contextmanager
def _heavy_clients(peer: Peer) -> Iterator[None]:
    """Clients that ask a query without end and leave when the block is left."""
    with ExitStack() as stack:
        for number in range(HEAVY_QUERIES):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", peer.port)))
            path = peer.query(data.HEAVY.format(number=number))
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        yield


def _let_rest(peer: Peer) -> None:
    """Stops a server that works on without clients: nobody needs it any more."""
    if processes.processor_use(peer.pid, 0.5) > 0.2:
        os.kill(peer.pid, signal.SIGSTOP)


def cost(setting: Setting) -> dict[str, Figure]:
    """Memory of each process tree after the other loads, in MB."""
    return {peer.name: {"memory": processes.memory(peer.pid)} for peer in setting.those()}


def start(setting: Setting) -> dict[str, Figure]:
    """Seconds from the start to the first answer, and memory then, of the shipped publication."""
    whole = setting.data.count < 100_000
    store = (setting.data.frame, setting.data.store)
    found = []
    for _ in range(max(3, setting.rounds) if whole else 1):
        peer = peers.govactors(*((None, None) if whole else store))
        began = time.perf_counter()
        with peer.running(setting.data.folder / "start.log"):
            seconds = time.perf_counter() - began
            for path in _paths(peer):
                load.ask(peer.port, path, JSON)
            found.append((seconds, processes.memory(peer.pid)))
    what = "shipped publication" if whole else "from disk"
    seconds, memory = (statistics.median(each) for each in zip(*found, strict=True))
    return {what: {"seconds": seconds, "memory": memory}}


LOADS: dict[str, Callable[[Setting], dict[str, Figure]]] = {
    "agreement": agreement,
    "cached": cached,
    "uncached": uncached,
    "unchanged": unchanged,
    "large": large,
    "cost": cost,
    "start": start,
    "heavy": heavy,
}
