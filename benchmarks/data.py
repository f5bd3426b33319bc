"""The data of the benchmark, made once for a folder: a publication, a store, N-Triples."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from benchmarks import publication

LOOKUPS = 100
LARGE = (10_000, 100_000)
THING = "https://w3id.org/govactors/id/uitspraak/bron-0-s{number}"
LOOKUP = "SELECT ?property ?value WHERE {{ <{thing}> ?property ?value }}"
ALL = "SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {rows}"
HEAVY = (
    "SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . "
    "FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) + STRLEN(STR(?i)) = {number}) }}"
)


@dataclass(frozen=True)
class Data:
    """Where the data are. ``frame`` is the publication without its data."""

    folder: Path
    publication: Path
    frame: Path
    store: Path
    triples: Path
    count: int


def prepare(work: Path, triples: int) -> Data:
    """Makes what is not there yet."""
    folder = work / str(triples)
    folder.mkdir(parents=True, exist_ok=True)
    made = Data(
        folder,
        folder / "publication",
        folder / "frame",
        folder / "store",
        folder / "data.nt",
        0,
    )
    if not made.publication.is_dir():
        half = folder / "publication-new"
        shutil.rmtree(half, ignore_errors=True)
        publication.write(half, triples)
        half.rename(made.publication)
    if not made.frame.is_dir():
        for name in ("ontology", "shapes", "rules"):
            shutil.copytree(made.publication / name, made.frame / name)
    if not (made.store / "store.json").is_file():
        load: list[str | Path] = [
            sys.executable,
            "-m",
            "govactors",
            "load",
            "--location",
            made.store,
        ]
        subprocess.run([*load, made.publication], check=True)
    listed = json.loads((made.store / "store.json").read_bytes())
    if not made.triples.is_file():
        half = folder / "data-new"
        store = ox.Store.read_only(str(made.store / listed["folder"]))
        with half.open("wb") as out:
            store.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        half.rename(made.triples)
    return Data(folder, made.publication, made.frame, made.store, made.triples, listed["triples"])


def lookups() -> list[str]:
    """Distinct queries for what is said of one thing."""
    things = [THING.format(number=number) for number in range(LOOKUPS)]
    return [LOOKUP.format(thing=thing) for thing in things]
