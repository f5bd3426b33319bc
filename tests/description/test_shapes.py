"""Shapes by others, where they are at hand next to this repository: no result of any severity.

They are not copied here; without them `required/` checks the same in our own words.
"""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from govactors import Publication
from govactors.engines import fast

Described = dict[str, list[ox.Triple]]

SHAPES = Path(__file__).parents[3] / "shared" / "shapes"
DCAT = (
    "dcat-ap-3.0.1/*.clean.ttl",
    "dcat-ap-3.0.1/html/shapes.ttl",
    "dcat-ap-3.0.1/html/range.ttl",
    "dcat-ap-nl30/dcat-ap-nl-SHACL*.ttl",
)
PATTERNS = {
    "catalogue": DCAT,
    "written": (*DCAT, "void-sd/*.ttl"),
    "void": ("void-sd/*.ttl",),
    "service": ("void-sd/*.ttl",),
    "public-services": ("cpsv-ap-3.2.0/*SHACL.ttl",),
    "public-organisations": ("cpov-2.1.2/*SHACL.ttl",),
}


def _shapes(name: str) -> list[Path]:
    return [path for pattern in PATTERNS[name] for path in sorted(SHAPES.glob(pattern))]


@pytest.mark.parametrize("name", PATTERNS)
def test_the_fast_engine_finds_nothing(described: Described, name: str) -> None:
    assert described[name]
    for path in _shapes(name):
        found = fast(path.read_text(encoding="utf-8"), described[name])
        assert found == frozenset(), path.name


@pytest.mark.parametrize("name", PATTERNS)
def test_the_reference_engine_finds_nothing(
    diensten: Publication, describe: Callable[[Publication], Described], name: str
) -> None:
    lines = "".join(f"{triple} .\n" for triple in describe(diensten)[name])
    data = rdflib.Graph().parse(data=lines, format="nt")
    assert len(data) > 0
    for path in _shapes(name):
        conforms, results, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(path))
        assert conforms, f"{path.name}: {results.serialize()}"
        assert list(results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)) == []
