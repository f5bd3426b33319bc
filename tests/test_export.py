"""Dumps: every format carries the same, byte for byte the same each time."""

import hashlib
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from tests.conftest import Publish, Run

from govactors import Problem, Publication, export
from govactors.release import canonical_hash

TRIPLE_FORMATS = ("ttl", "nt", "rdf")
QUAD_FORMATS = ("jsonld", "trig", "nq")
FORMATS = (*TRIPLE_FORMATS, *QUAD_FORMATS)
ENGINE = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
PEER = {"rdf": "xml", "jsonld": "json-ld", "nq": "nquads"}


def test_these_are_the_formats() -> None:
    assert tuple(each.name for each in export.formats()) == (*TRIPLE_FORMATS, *QUAD_FORMATS)


@pytest.fixture(scope="module")
def hashes(keten: Publication, letter: Publication) -> dict[str, dict[str, str]]:
    return {"keten": export.hashes(keten), "letter": export.hashes(letter)}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("which", ["keten", "letter"])
def test_a_dump_read_back_is_the_publication(
    which: str, name: str, hashes: dict[str, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    publication: Publication = request.getfixturevalue(which)
    back = list(ox.parse(export.dump(publication, name), format=ENGINE[name]))
    expected = hashes[which]["dataset"] if name in QUAD_FORMATS else hashes[which]["union"]
    assert canonical_hash(back) == expected
    assert hashes[which]["dataset"] != hashes[which]["union"]


@pytest.mark.filterwarnings("ignore:Dataset.*deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_the_same_from_it(keten: Publication, name: str) -> None:
    read = rdflib.Dataset(default_union=True) if name in QUAD_FORMATS else rdflib.Graph()
    read.parse(data=export.dump(keten, name), format=PEER.get(name, name))
    assert _values(read) == _values(keten.graph)
    if isinstance(read, rdflib.Dataset):
        graphs = {str(quad[3]) for quad in read.quads((None, None, None, None))}
        assert graphs == keten.store.graphs()


def _values(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """The triples with numbers in one form: rdflib rewrites those that Turtle abbreviates."""
    return {
        tuple(
            node.normalize().n3() if isinstance(node, rdflib.Literal) else node.n3() for node in t
        )
        for t in graph.triples((None, None, None))
    }


@pytest.mark.parametrize("name", FORMATS)
def test_literals_keep_the_form_of_the_source(keten: Publication, name: str) -> None:
    value = ox.NamedNode("https://w3id.org/govactors/def#value")
    back = ox.parse(export.dump(keten, name), format=ENGINE[name])
    assert {quad.object.value for quad in back if quad.predicate == value} == {
        "1.50",
        "007",
        "2.50E0",
        'een "regel"\nen nog een',
    }


def test_each_triple_is_told_once_and_in_order(keten: Publication) -> None:
    lines = export.dump(keten, "nt").decode().splitlines()
    assert lines == sorted(set(lines))
    quads = export.dump(keten, "nq").decode().splitlines()
    assert len(quads) == len(set(quads)) == len(set(keten.quads()))
    graphs = [re.search(r"<[^>]*> \.$", line) for line in quads]
    named = [found[0] for found in graphs if found]
    assert named == sorted(named)


def test_the_prefixes_are_those_of_the_publication(keten: Publication) -> None:
    text = export.dump(keten, "ttl").decode()
    assert "@prefix organisatie: <https://example.org/keten/id/organisatie/> ." in text
    assert "organisatie:dienst-keuring" in text


HASHES = """
import hashlib, sys
from govactors import export, load_directory
publication = load_directory(sys.argv[1])
for name in sys.argv[2:]:
    print(name, hashlib.sha256(export.dump(publication, name)).hexdigest())
"""


def test_every_byte_is_the_same_in_any_process_zone_and_order(
    keten: Publication, keten_folder: Path, tmp_path: Path, run: Run
) -> None:
    """Another hash seed, time zone and locale, and a folder written in another order."""
    here = "".join(
        f"{name} {hashlib.sha256(export.dump(keten, name)).hexdigest()}\n" for name in FORMATS
    )
    elsewhere = tmp_path / "elders"
    for path in sorted(keten_folder.rglob("*.*"), reverse=True):
        target = elsewhere / path.relative_to(keten_folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    environments = [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "12345", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    ]
    for environment, folder in zip(environments, (keten_folder, elsewhere), strict=True):
        done = run("-c", HASHES, str(folder), *FORMATS, environment=environment)
        assert done.stderr == b""
        assert done.stdout.decode().replace("\r\n", "\n") == here


def test_blank_nodes_do_not_make_a_dump_different_each_time(publish: Publish) -> None:
    source = (
        "<https://example.org/minimaal/id/bron/wet> <a:p> [ <a:q> 1 ] , [ <a:q> 2 ] .\n"
        "<https://example.org/minimaal/id/uitspraak/a> <a:list> ( 1 2 [] ) ."
    )
    folder = publish({"data/bron/wet.ttl": source})
    first, again = (Publication.from_directory(folder) for _ in range(2))
    for name in FORMATS:
        assert export.dump(first, name) == export.dump(again, name)
    assert export.hashes(first) == export.hashes(again)


@pytest.mark.parametrize(
    ("name", "detail"),
    [("csv", "A dump cannot be 'csv'."), ("turtle", "A dump cannot be 'turtle'.")],
)
def test_an_unknown_format_lists_those_of_a_dump(
    keten: Publication, name: str, detail: str
) -> None:
    with pytest.raises(Problem) as caught:
        export.dump(keten, name)
    assert caught.value.kind == "unknown-format"
    assert str(caught.value) == f"{detail} Choose one of: ttl, nt, rdf, jsonld, trig, nq."
