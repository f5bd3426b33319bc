"""Dumps and graphs over HTTP: what the sources say, not what the engine made of it."""

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
PAGE = "https://w3id.org/govactors/def#page"


def _quads(data: bytes, name: str) -> set[ox.Quad]:
    return set(ox.parse(data, format=FORMATS[name]))


@pytest.mark.parametrize("name", FORMATS)
def test_a_dump_holds_the_publication(server: "Server", name: str) -> None:
    answer = server.client.get(f"/dumps/keten.{name}")
    quads = _quads(answer.content, name)
    assert {str(q.object) for q in quads if q.predicate.value == PAGE} == {
        '"007"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    }
    graphs = {str(q.graph_name) for q in quads}
    assert len(graphs) == (3 if name in ("trig", "nq", "jsonld") else 1)
    assert answer.content == server.client.get(f"/dumps/keten.{name}").content


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "ttl"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/ld+json", "jsonld"),
        ("text/html, */*;q=0.1", "ttl"),
    ],
)
def test_one_graph(server: "Server", accept: str, name: str) -> None:
    graph = "https://example.org/keten/id/graaf/besluit"
    answer = server.client.get("/graphs", params={"graph": graph}, headers={"accept": accept})
    assert answer.status_code == 200
    triples = {q.triple for q in _quads(answer.content, name)}
    assert len(triples) == 7
    assert all("besluit" in str(each.subject) for each in triples)


def test_the_default_graph_is_the_union(server: "Server") -> None:
    everything = _quads(server.client.get("/graphs?default").content, "ttl")
    dumped = _quads(server.client.get("/dumps/keten.ttl").content, "ttl")
    assert everything == dumped


def test_a_graph_in_what_cannot_be_sent(server: "Server") -> None:
    answer = server.client.get("/graphs?default", headers={"accept": "text/csv"})
    assert answer.status_code == 406
