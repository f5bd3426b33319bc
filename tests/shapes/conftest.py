"""A small sound world, and what is put right or wrong in it."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication, shapes
from govactors.shapes import Shape
from govactors.terms import RDFS, SH

HERE = Path(__file__).parent

Triples = frozenset[ox.Triple]


@dataclass(frozen=True)
class Examples:
    """The sound world, the worlds in which each shape passes, and those in which it fails.

    Shapes go by the last part of their address.
    """

    sound: Triples
    passes: Mapping[str, Triples]
    fails: Mapping[str, Sequence[Triples]]


@pytest.fixture(scope="session")
def catalogue(letter: Publication) -> Mapping[str, Shape]:
    """Each shape by its name."""
    return {shape.name: shape for shape in shapes.catalogue(letter.files).values()}


@pytest.fixture(scope="session")
def shapes_text(letter: Publication) -> str:
    """All shapes as one Turtle document."""
    return shapes.text(letter.files)


@pytest.fixture(scope="session")
def examples(letter: Publication) -> Examples:
    """The table of examples applied to the sound world."""
    source = (HERE / "sound.ttl").read_text(encoding="utf-8")
    prefixes = "".join(re.findall(r"(?m)^@prefix.*\n", source))

    def read(text: str) -> Triples:
        parsed = ox.parse(f"{prefixes}{text} .", format=ox.RdfFormat.TURTLE)
        return frozenset(quad.triple for quad in parsed) if text else frozenset()

    hierarchy = {
        triple
        for _, triples in letter.triples()
        for triple in triples
        if triple.predicate.value == RDFS + "subClassOf" and isinstance(triple.object, ox.NamedNode)
    }
    sound = read(source.removesuffix(" .\n")) | hierarchy
    passes: dict[str, Triples] = {}
    fails: dict[str, list[Triples]] = {}
    for shape, row in tomllib.loads((HERE / "examples.toml").read_text(encoding="utf-8")).items():
        passes[shape] = sound | read(row.get("passes", ""))
        fails[shape] = []
        for change in row["fails"]:
            without, added = read(change.get("without", "")), read(change.get("with", ""))
            assert without <= sound, f"{shape} takes away what is not there"
            fails[shape].append((sound - without) | added)
    return Examples(sound, passes, fails)


@pytest.fixture(scope="session")
def single(letter: Publication) -> Callable[[str], str]:
    """Cuts one shape out of all, with its targets and what it refers to, as N-Triples."""
    about: dict[object, list[ox.Triple]] = {}
    for file in letter.files:
        for triple in file.triples if file.name.startswith("shapes/") else ():
            about.setdefault(triple.subject, []).append(triple)
    parents = {
        triple.object: triple.subject
        for triples in about.values()
        for triple in triples
        if triple.predicate.value == SH + "property"
    }

    def cut(iri: str) -> str:
        shape = ox.NamedNode(iri)
        found: set[ox.Triple] = set()
        waiting: list[object] = [shape]
        for triple in about.get(parents.get(shape), []):
            if triple.predicate.value.startswith(SH + "target"):
                found.add(ox.Triple(shape, triple.predicate, triple.object))
        while waiting:
            for triple in about.get(waiting.pop(), []):
                if triple not in found:
                    found.add(triple)
                    waiting.append(triple.object)
        return "".join(f"{triple} .\n" for triple in found)

    return cut
