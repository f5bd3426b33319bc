"""The ontology, the code lists and the data, read once as rdflib graphs."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]


def _read(files: Iterable[Path]) -> Graph:
    graph = Graph()
    for file in sorted(files):
        graph.parse(file, format="turtle")
    return graph


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """`ontology/govactors.ttl` alone: the words."""
    return _read([ROOT / "ontology" / "govactors.ttl"])


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """The code lists, and the things of `data/kern`, among them the tasks."""
    lists = set((ROOT / "ontology").glob("*.ttl")) - {ROOT / "ontology" / "govactors.ttl"}
    return _read([*lists, *(ROOT / "data" / "kern").rglob("*.ttl")])


@pytest.fixture(scope="session")
def publication() -> Graph:
    """Everything that is published as source: words, lists, things and statements."""
    return _read([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "data").rglob("*.ttl")])
