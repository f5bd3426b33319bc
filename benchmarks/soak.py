"""A long mixed load on a real server: scripts/soak [--minutes N]

Light queries whose answers are known, heavy ones, hostile ones, and clients that leave, all at
once and each from an address of its own. At the end there must be no wrong answer, no 5xx but
announced limits, and as much memory and as many processes and descriptors as in the beginning.
Prints the figures as JSON; the exit status is 1 if anything is not as it must be. Linux only.
"""

import argparse
import csv
import io
import json
import random
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks import load, peers, processes
from benchmarks.load import Answer
from benchmarks.peers import Peer

import govactors

ROOT = Path(__file__).parents[1]
TIME_LIMIT, MEMORY_LIMIT = 2, 150
LIMITS = {"time-limit", "memory-limit", "size-limit", "busy", "too-many-requests"}
"""Kinds of problems that tell of a limit."""
ENGINE = {"evaluation-failed"}
"""What the engine may do on a hostile query; nobody else may see it."""
SPARE = 40
"""MB that a server may have more at the end: what allocators keep."""

JSON = {"Accept": "application/sparql-results+json"}
PRODUCT = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(8))
HOSTILE = (
    f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} FILTER(?c0 != ?c7) }}",
    f"SELECT (GROUP_CONCAT(STR(?c0)) AS ?n) {{ {PRODUCT} }}",
    f"SELECT * {{ {PRODUCT} }} ORDER BY ?c0 ?c3 ?c7",
    f"SELECT DISTINCT * {{ {PRODUCT} }}",
    "SELECT * { ?a (!ga:x)* ?b . ?c (!ga:x)* ?d . ?e (!ga:x)* ?f . ?g (!ga:x)* ?h }",
    f"ASK {{ FILTER({'(' * 50_000}1{')' * 50_000}) }}",
    f"ASK {{ ?s ga:x{'/ga:x' * 50_000} ?o }}",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "DELETE WHERE { ?s ?p ?o }",
    "SELECT ?x {",
    "\x00\x01",
)
TYPES = "SELECT (COUNT(*) AS ?n) { ?a a ga:Task }"
CUBE = "SELECT (COUNT(*) AS ?n) { ?a a ga:Task . ?b a ga:Task . ?c a ga:Task }"
STREAM = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@dataclass
class Tally:
    """What was seen. ``violations`` holds the first of what must not be."""

    counts: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, name: str) -> None:
        """Counts an outcome."""
        self.counts[name] += 1

    def wrong(self, what: str) -> None:
        """Notes what must not be."""
        self.counts["violations"] += 1
        if len(self.violations) < 20:
            self.violations.append(what[:500])


@dataclass(frozen=True)
class Soak:
    """A running server, what it must answer, what was seen, and when to end."""

    peer: Peer
    known: list[tuple[str, list[list[str]]]]
    cube: int
    tally: Tally
    end: float

    def ask(self, query: str, client: str, **headers: str) -> Answer:
        """One query, as a client of this address."""
        named = {"X-Forwarded-For": client, "Content-Type": "application/sparql-query"}
        return load.ask(self.peer.port, "/sparql", {**JSON, **named, **headers}, query.encode())


def _rows(body: bytes) -> list[list[str]]:
    """An answer in the shape of the expected one, its rows sorted."""
    found = json.loads(body)
    if "boolean" in found:
        return [[str(found["boolean"]).lower()]]
    names, bindings = found["head"]["vars"], found["results"]["bindings"]
    return sorted([row[name]["value"] if name in row else "" for name in names] for row in bindings)


def _limit(soak: Soak, answer: Answer, who: str, also: set[str]) -> None:
    """Whether an answer that is none tells of an announced limit."""
    try:
        kind = json.loads(answer.body)["type"].rpartition("#")[2].rpartition("/")[2]
    except ValueError:
        kind = "no problem document"
    soak.tally.add(f"{who}: {answer.status} {kind}")
    if kind not in LIMITS | also and answer.status >= 500:
        soak.tally.wrong(f"{who}: {answer.status} {answer.body[:300]!r}")


def light(soak: Soak, dice: random.Random) -> None:
    """A question of the catalogue, asked before or not; the answer must be the known one."""
    query, expected = dice.choice(soak.known)
    if dice.random() < 0.5:
        query += f"\n# {dice.random()}"
    answer = soak.ask(query, f"192.0.2.{dice.randrange(1, 9)}")
    if answer.status != 200:
        _limit(soak, answer, "light", set())
        return
    soak.tally.slowest = max(soak.tally.slowest, answer.whole)
    soak.tally.add("light: right")
    if _rows(answer.body) != expected:
        soak.tally.wrong(f"light: {query} was answered with {answer.body[:300]!r}")


def again(soak: Soak, dice: random.Random) -> None:
    """A conditional request: 304, or the known answer."""
    query, expected = dice.choice(soak.known)
    path = f"/sparql?{urlencode({'query': query})}"
    headers = {**JSON, "X-Forwarded-For": "192.0.2.20"}
    first = load.ask(soak.peer.port, path, headers)
    if first.status != 200:
        _limit(soak, first, "conditional", set())
        return
    tag = first.headers.get("etag")
    second = load.ask(soak.peer.port, path, {**headers, **({"If-None-Match": tag} if tag else {})})
    soak.tally.add(f"conditional: {second.status}")
    if second.status != (304 if tag else 200) or _rows(first.body) != expected:
        soak.tally.wrong(f"conditional: {query} {second.status} {second.body[:300]!r}")


def heavy(soak: Soak, dice: random.Random) -> None:
    """A query that takes long and may end at a limit; its answer, if any, is known."""
    answer = soak.ask(f"{CUBE} # {dice.random()}", f"198.51.100.{dice.randrange(1, 4)}")
    if answer.status != 200:
        _limit(soak, answer, "heavy", set())
    elif _rows(answer.body) != [[str(soak.cube)]]:
        soak.tally.wrong(f"heavy: {answer.body[:300]!r}, not {soak.cube}")
    else:
        soak.tally.add("heavy: right")


def hostile(soak: Soak, dice: random.Random) -> None:
    """A query that must be refused or stopped."""
    answer = soak.ask(dice.choice(HOSTILE), "203.0.113.1")
    if answer.status == 200:
        soak.tally.add("hostile: 200")
    else:
        _limit(soak, answer, "hostile", ENGINE)


def fleeting(soak: Soak, dice: random.Random) -> None:
    """A client that leaves before its answer, or in the middle of it."""
    path = f"/sparql?{urlencode({'query': dice.choice([STREAM, CUBE, HOSTILE[0]])})}"
    with socket.create_connection(("127.0.0.1", soak.peer.port), timeout=30) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.2\r\n\r\n"
        connection.sendall(request.encode())
        connection.settimeout(dice.uniform(0.01, 1))
        try:
            connection.recv(1 << 16)
        except TimeoutError:
            soak.tally.add("fleeting: left before the answer")
        else:
            soak.tally.add("fleeting: left within the answer")


ROLES: tuple[tuple[Callable[[Soak, random.Random], None], int], ...] = (
    (light, 3),
    (again, 1),
    (heavy, 2),
    (hostile, 2),
    (fleeting, 2),
)


def _play(soak: Soak, role: Callable[[Soak, random.Random], None], seed: int) -> None:
    dice = random.Random(seed)
    while time.monotonic() < soak.end:
        try:
            role(soak, dice)
        except (OSError, ValueError, KeyError, IndexError) as error:
            soak.tally.wrong(f"{role.__name__}: {type(error).__name__}: {error}")
        time.sleep(dice.uniform(0, 0.02))


def _known() -> list[tuple[str, list[list[str]]]]:
    questions = govactors.load_directory(ROOT).questions
    found = []
    for question in questions:
        _, *rows = csv.reader(io.StringIO(question.expected))
        found.append((question.text, sorted(rows)))
    return found


def _state(peer: Peer) -> dict[str, Any]:
    pids = processes.family(peer.pid)
    return {
        "processes": len(pids),
        "descriptors": sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
        "megabytes": round(processes.memory(peer.pid)),
    }


def _settled(peer: Peer, before: dict[str, Any]) -> dict[str, Any]:
    """The state once it is that of the beginning, or after ten seconds."""
    until = time.monotonic() + 10
    while True:
        time.sleep(0.5)
        try:
            now = _state(peer)
        except FileNotFoundError:  # a process ended while it was looked at
            continue
        if _back(before, now) or time.monotonic() > until:
            return now


def _back(before: dict[str, Any], now: dict[str, Any]) -> bool:
    same = all(before[name] == now[name] for name in ("processes", "descriptors"))
    return same and now["megabytes"] <= before["megabytes"] + SPARE


def _soak(peer: Peer, seconds: float) -> dict[str, Any]:
    """Warms up, plays all roles, waits for rest; returns the figures."""
    tally = Tally()
    warm = Soak(peer, _known(), 0, tally, 0)
    for query, _ in warm.known * 2:
        warm.ask(query, "192.0.2.1")
    time.sleep(1)
    before, began = _state(peer), time.monotonic()
    types = int(_rows(warm.ask(TYPES, "192.0.2.1").body)[0][0])
    soak = Soak(peer, warm.known, types**3, tally, time.monotonic() + seconds)
    players = [
        threading.Thread(target=_play, args=(soak, role, number))
        for number, role in enumerate(role for role, count in ROLES for _ in range(count))
    ]
    for each in players:
        each.start()
    most = 0.0
    while any(each.is_alive() for each in players):
        most = max(most, processes.memory(peer.pid))
        time.sleep(2)
    after = _settled(peer, before)
    if not _back(before, after):
        tally.wrong(f"not as before: {before}, then {after}")
    return {
        "seconds": round(time.monotonic() - began),
        "counts": dict(sorted(tally.counts.items())),
        "slowest_light_seconds": round(tally.slowest, 2),
        "before": before,
        "most_megabytes": round(most),
        "after": after,
        "violations": tally.violations,
    }


def main() -> int:
    """Runs it; the exit status is 1 if there was a violation."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description="A long mixed load.")
    parser.add_argument("--minutes", type=float, default=20, help="20 by default, at most 120")
    minutes = min(parser.parse_args().minutes, 120)
    peer = peers.govactors(
        ROOT,
        None,
        query_time_limit=TIME_LIMIT,
        query_memory_limit=MEMORY_LIMIT,
        result_buffer=1,
        cache_size=4,
        trusted_proxies="127.0.0.1",
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is ended as well
    with tempfile.TemporaryDirectory() as folder, peer.running(Path(folder, "log")):
        figures = _soak(peer, minutes * 60)
    print(json.dumps(figures, indent=1))
    return 1 if figures["violations"] else 0


if __name__ == "__main__":
    sys.exit(main())
