"""The service beside its peers under load: python -m benchmarks.service [--quick] [--only LOAD]

On Linux, with ``wrk`` and Virtuoso 7 (Debian: wrk, virtuoso-opensource-7-bin) and, for
rdflib-endpoint, pip. Everything runs on loopback, in one go, and each load goes round the
servers in turn, so that a noisy machine is noisy for all of them. Ratios mean more than rates.
"""

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import chart, data, load, loads, peers, report
from benchmarks.loads import LOADS, Setting

HERE = Path(__file__).parent


def _arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.service", description="The service beside its peers under load."
    )
    parser.add_argument("--triples", type=int, action="append", help="10000 and 1000000 by default")
    parser.add_argument("--only", action="append", choices=list(LOADS), help="this load alone")
    parser.add_argument("--peers", default="oxigraph,rdflib-endpoint,virtuoso")
    parser.add_argument("--quick", action="store_true", help="one round of a second each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of each load in each round")
    parser.add_argument("--folder", type=Path, help="keeps the data here, for the next run")
    parser.add_argument("--output", type=Path, help="folder for service.txt, .json and .svg")
    return parser.parse_args(given)


@contextmanager
def _work(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _measure(work: Path, triples: int, chosen: argparse.Namespace) -> dict[str, Any]:
    """All loads on data of one size; results by load and server."""
    made = data.prepare(work, triples)
    wanted = [peer for peer in chosen.peers.split(",") if peer]
    rounds, seconds = (1, 1) if chosen.quick else (chosen.rounds, chosen.seconds)
    found: dict[str, Any] = {"triples": made.count}
    with ExitStack() as stack:
        running = {}
        for peer in loads.servers(made, wanted):
            print(f"starting {peer.name} on {made.count} triples", file=sys.stderr)
            stack.enter_context(peer.running(made.folder / f"{peer.name}.log"))
            running[peer.name] = peer
        setting = Setting(made, running, rounds, seconds)
        for name, measure in LOADS.items():
            if name in (chosen.only or LOADS):
                print(name, file=sys.stderr)
                found[name] = measure(setting)
    return found


def main() -> int:
    """Measures, prints the table, writes the files."""
    chosen = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are ended as well
    if not load.available():
        raise peers.MissingError("wrk is missing: apt-get install wrk.")
    with _work(chosen.folder) as work:
        sizes = chosen.triples or [10_000, 1_000_000]
        found = [_measure(work, triples, chosen) for triples in sizes]
    text = report.text(found)
    print(text)
    if chosen.output:
        chosen.output.mkdir(parents=True, exist_ok=True)
        (chosen.output / "service.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        (chosen.output / "service.txt").write_text(text + "\n", "utf-8")
        (chosen.output / "service.svg").write_text(chart.draw(report.bars(found)), "utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except peers.MissingError as error:
        sys.exit(f"benchmark: {error}")
