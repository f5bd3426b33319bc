"""Descriptions beside a bare application: python -m benchmarks.descriptions [SECONDS]

Serves the publication of this repository and, under the same uvicorn, an application that says
hello, both on loopback, and asks them in turn with ``wrk``. Prints one line of JSON: answers a
second for descriptions in Turtle that were asked before, for the same compressed, for those that
did not change (304), and for hello; and milliseconds for a description asked for the first time
beside a bare lookup of the same thing by SPARQL, both answered by the same service without a cache.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from benchmarks import load, ports, processes

import govactors

ROUNDS = 3
THINGS = 100


def main(seconds: int) -> None:
    """Measures and prints."""
    publication = govactors.load()
    things = [each.iri for each in (*publication.actors, *publication.tasks)][:THINGS]
    paths = [f"/doc/{'/'.join(publication.addresses.split(iri) or ())}.ttl" for iri in things]
    with tempfile.TemporaryDirectory() as work:
        with _service(Path(work)) as port, _hello(Path(work)) as bare:
            found = _rates(port, bare, paths, seconds)
        with _service(Path(work), "--cache-size", "0") as port:
            found |= _first(port, things, paths)
    print(json.dumps(found))


def _rates(port: int, bare: int, paths: Sequence[str], seconds: int) -> dict[str, float]:
    """Answers a second, asked in turn so that all meet the same machine."""
    tags = [load.ask(port, path).headers["etag"] for path in paths]
    figures: dict[str, list[load.Figures]] = {}
    for _ in range(ROUNDS):
        figures.setdefault("hello", []).append(load.run(bare, ["/"], seconds))
        figures.setdefault("warm", []).append(load.run(port, paths, seconds))
        packed = load.run(port, paths, seconds, headers={"Accept-Encoding": "zstd"})
        figures.setdefault("packed", []).append(packed)
        unchanged = load.run(port, paths, seconds, tags=tags)
        figures.setdefault("unchanged", []).append(unchanged)
    rates = {name: load.median(each).rate for name, each in figures.items()}
    failed = sum(load.median(each).failed for each in figures.values())
    return {
        **{f"{name}_per_second": round(rate) for name, rate in rates.items()},
        "warm_to_hello": round(rates["warm"] / rates["hello"], 2),
        "packed_to_hello": round(rates["packed"] / rates["hello"], 2),
        "unchanged_to_hello": round(rates["unchanged"] / rates["hello"], 2),
        "failed": failed,
    }


def _first(port: int, things: Sequence[str], paths: Sequence[str]) -> dict[str, float]:
    """Milliseconds for what nobody asked before, one request after another, in turn."""
    connection = HTTPConnection("127.0.0.1", port)
    described, looked_up = [], []
    for iri, path in zip(things, paths, strict=True):
        query = quote(f"SELECT ?p ?o {{ <{iri}> ?p ?o }}", safe="")
        looked_up.append(_milliseconds(connection, f"/sparql?query={query}"))
        described.append(_milliseconds(connection, path))
    connection.close()
    first, lookup = statistics.median(described), statistics.median(looked_up)
    return {
        "first_milliseconds": round(first, 2),
        "lookup_milliseconds": round(lookup, 2),
        "first_to_lookup": round(first / lookup, 1),
    }


def _milliseconds(connection: HTTPConnection, path: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)
    return (time.perf_counter() - began) * 1000


@contextmanager
def _service(folder: Path, *options: str) -> Iterator[int]:
    command = [sys.executable, "-m", "govactors", "serve", "--port", "0", "--log", "none"]
    process = subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def _hello(folder: Path) -> Iterator[int]:
    port = ports.free()
    program = Path(__file__).with_name("ceiling.py").resolve()
    with processes.running([sys.executable, program, str(port)], folder / "hello.log"):
        for _ in range(100):
            try:
                load.ask(port, "/")
                break
            except OSError:
                time.sleep(0.05)
        yield port


if __name__ == "__main__":
    if not load.available():
        sys.exit("wrk is missing: apt-get install wrk.")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
