"""Clients that nobody here wrote, on a running server."""

from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

if TYPE_CHECKING:
    from tests.service.conftest import Server

WHO = """PREFIX ga: <https://w3id.org/govactors/def#>
SELECT ?who { ?statement ga:actor ?who }"""
GATE = "https://example.org/keten/id/organisatie/poort"


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(server: "Server", method: str, direct: bool) -> None:
    wrapper = SPARQLWrapper(f"{server.address}/sparql")
    wrapper.setQuery(WHO)
    wrapper.setMethod(method)
    if direct and method == POST:
        wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setReturnFormat(JSON)
    answer: Any = wrapper.queryAndConvert()
    assert [row["who"]["value"] for row in answer["results"]["bindings"]] == [GATE]
    wrapper.setReturnFormat(XML)
    answer = wrapper.queryAndConvert()
    assert GATE in answer.toxml()
    wrapper.setReturnFormat(CSV)
    answer = wrapper.queryAndConvert()
    assert answer == f"who\r\n{GATE}\r\n".encode()
    wrapper.setQuery(f"DESCRIBE <{GATE}>")
    wrapper.setReturnFormat(TURTLE)
    answer = wrapper.queryAndConvert()
    assert b"Gate" in answer


def test_sparqlstore(server: "Server") -> None:
    graph = Graph(SPARQLStore(f"{server.address}/sparql"))
    assert [row.who for row in graph.query(WHO)] == [URIRef(GATE)]  # type: ignore[union-attr]
    assert len(list(graph.triples((URIRef(GATE), None, None)))) == 3
    assert (URIRef(GATE), None, None) in graph


def test_rdflib_reads_what_is_served(server: "Server") -> None:
    graph = Graph().parse(f"{server.address}/dumps/keten.ttl")
    assert (URIRef(GATE), None, None) in graph
