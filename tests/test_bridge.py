"""Across to rdflib and back: nothing lost, nothing rewritten."""

import pyoxigraph as ox
import pytest
import rdflib

from govactors import Publication, bridge

KETEN = "https://example.org/keten/"


@pytest.mark.parametrize(
    "term",
    [
        ox.NamedNode("https://example.org/a"),
        ox.Literal("een \"regel\"\nen nog 'een' \\ \t€"),
        ox.Literal("een", language="nl"),
        ox.Literal("1.50", datatype=ox.NamedNode(str(rdflib.XSD.decimal))),
        ox.Literal("007", datatype=ox.NamedNode(str(rdflib.XSD.integer))),
        ox.Literal("2004-10", datatype=ox.NamedNode(str(rdflib.XSD.gYearMonth))),
        ox.Literal("1", datatype=ox.NamedNode(str(rdflib.XSD.boolean))),
        ox.Literal("2023-10-19", datatype=ox.NamedNode(str(rdflib.XSD.date))),
        ox.Literal("", datatype=ox.NamedNode("https://example.org/eigen")),
    ],
    ids=str,
)
def test_a_term_arrives_as_it_left(term: ox.NamedNode | ox.Literal) -> None:
    line = f"<a:s> <a:p> {bridge.node(term).n3()} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.TURTLE)
    assert quad.object == term


def test_blank_nodes_keep_what_they_connect() -> None:
    assert bridge.node(ox.BlankNode("x")) == bridge.node(ox.BlankNode("x")) == rdflib.BNode("x")
    assert bridge.node(ox.BlankNode("x")) != bridge.node(ox.BlankNode("y"))


def test_terms_that_rdflib_lacks_are_refused() -> None:
    triple = ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o"))
    with pytest.raises(TypeError, match="triple terms"):
        bridge.node(triple)


@pytest.mark.parametrize("which", ["keten", "letter"])
def test_the_graph_is_the_union(which: str, request: pytest.FixtureRequest) -> None:
    publication: Publication = request.getfixturevalue(which)
    triples = {t for _, part in publication.triples() for t in part}
    lines = (" ".join(node.n3() for node in triple) for triple in publication.graph)
    back = ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.TURTLE)
    assert ox.Dataset(back) == ox.Dataset(
        ox.Quad(t.subject, t.predicate, t.object) for t in triples
    )


@pytest.mark.filterwarnings("ignore:Dataset.*deprecated:DeprecationWarning")
def test_the_dataset_has_the_same_graphs_and_their_union_as_default(keten: Publication) -> None:
    named = {
        str(graph.identifier): len(graph)
        for graph in keten.dataset.graphs()
        if str(graph.identifier).startswith(KETEN)
    }
    counted: dict[str, set[ox.Triple]] = {}
    for name, triples in keten.triples():
        counted.setdefault(name, set()).update(triples)
    assert named == {name: len(triples) for name, triples in counted.items()}
    (count,) = keten.dataset.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(str(count[0])) == len(keten.graph)  # type: ignore[index]


def test_prefixes_are_bound_for_reading(keten: Publication) -> None:
    for graph in (keten.graph, keten.dataset):
        bound = {prefix: str(space) for prefix, space in graph.namespaces()}
        assert bound["organisatie"] == f"{KETEN}id/organisatie/"
        assert bound["ga"] == "https://w3id.org/govactors/def#"
    assert "organisatie:dienst-keuring" in keten.graph.serialize(format="turtle")


def test_both_are_made_once(keten: Publication) -> None:
    assert keten.graph is keten.graph
    assert keten.dataset is keten.dataset
