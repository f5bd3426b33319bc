"""Shapes by others, where they are at hand next to this repository: no result of any severity.

They are not copied here; without them these cases do not exist, and `required/` checks the same
in our own words.
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
CASES = [
    pytest.param(name, path, id=f"{name}-{path.parent.name}-{path.name}")
    for name, patterns in PATTERNS.items()
    for pattern in patterns
    for path in sorted(SHAPES.glob(pattern))
]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_the_fast_engine_finds_nothing(described: Described, name: str, path: Path) -> None:
    assert fast(path.read_text(encoding="utf-8"), described[name]) == frozenset()


@pytest.mark.parametrize(("name", "path"), CASES)
def test_the_reference_engine_finds_nothing(
    diensten: Publication, describe: Callable[[Publication], Described], name: str, path: Path
) -> None:
    lines = "".join(f"{triple} .\n" for triple in describe(diensten)[name])
    data = rdflib.Graph().parse(data=lines, format="nt")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(path))
    assert conforms, results.serialize()
    assert list(results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)) == []
