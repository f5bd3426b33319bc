"""The library beside its peers, in one run: starting, loading, one question, one look-up.

    .venv/bin/python -m benchmarks.library

Each pair is measured in turns, so that a busy machine troubles both alike; the least of all
turns counts, for what comes on top is the machine's. Exit code 1 if a promise is not kept.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

import govactors

TURNS = 15
QUERY = """PREFIX ga: <https://w3id.org/govactors/def#>
SELECT ?who ?task { ?who ga:leads ?task }"""
BIN = Path(sys.executable).parent

Act = Callable[[], object]


def in_turns(*acts: Act) -> list[float]:
    """The least seconds that each takes."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(TURNS):
        for act, found in zip(acts, taken, strict=True):
            began = time.perf_counter()
            act()
            found.append(time.perf_counter() - began)
    return [min(found) for found in taken]


def process(*command: str | Path) -> Act:
    """Running a command to its end, what it prints thrown away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def python(code: str) -> Act:
    """Running Python on a line of code."""
    return process(sys.executable, "-c", code)


def parsed(files: Sequence[Path]) -> Act:
    """The bare engine parsing the same files into a store."""

    def act() -> None:
        store = ox.Store()
        for file in files:
            store.load(path=str(file), format=ox.RdfFormat.TURTLE)

    return act


def look_up(publication: govactors.Publication) -> Act:
    """An actor with its assignments, once the things have been read."""
    return lambda: [each.task.label() for each in publication.actor("KMar").assignments]


def main() -> int:
    """Measures, prints, and says whether all promises are kept."""
    chain = govactors.load()
    files = [chain.directory / each.name for each in chain.files if each.name.endswith(".ttl")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        data, store = Path(folder) / "all.nq", Path(folder) / "store"
        ox.serialize(list(chain.quads()), str(data), format=ox.RdfFormat.N_QUADS)
        process(BIN / "oxigraph", "load", "--location", store, "--file", data)()
        process(BIN / "govactors", "query", QUERY)()
        measured = [
            ("import govactors", 0.7, "import rdflib",
             in_turns(python("import govactors"), python("import rdflib"))),
            ("govactors query", 6.0, "oxigraph query",
             in_turns(
                 process(BIN / "govactors", "query", QUERY),
                 process(BIN / "oxigraph", "query", "--location", store, "--query", QUERY,
                         "--results-format", "json"),
             )),
            ("load()", 5.0, "pyoxigraph, the same files", in_turns(govactors.load, parsed(files))),
        ]  # fmt: skip
    kept = True
    for name, bound, peer, (ours, theirs) in measured:
        kept &= ours <= bound * theirs
        print(f"{name}: {ours * 1000:.1f} ms, {peer}: {theirs * 1000:.1f} ms, "
              f"{ours / theirs:.2f} times (at most {bound})")  # fmt: skip
    look_up(chain)()
    (seconds,) = in_turns(look_up(chain))
    kept &= seconds < 0.001
    print(f"an actor with its assignments: {seconds * 1000:.3f} ms (less than 1)")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
