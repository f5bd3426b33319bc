"""Clients on a running server: those that nobody here wrote, and our own."""

from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

import govactors

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


def test_our_own_client_asks_as_the_publication_does(site: "Server") -> None:
    here = govactors.load()
    question = here.questions["ministerie-op-een-dag"]
    with govactors.connect(f"{site.address}/sparql", here) as there:
        asked = "SELECT ?who ?task { ?who ga:leads ?task } ORDER BY ?who ?task"
        assert [tuple(row) for row in there.select(asked)] == [
            tuple(row) for row in here.select(asked)
        ]
        assert there.ask("ASK { organisatie:kmar ga:leads ?task }")
        rows = there.question(question.reference, date="2023-10-19")
        assert isinstance(rows, govactors.Rows)
        assert [row.ministryName for row in rows] == ["Ministerie van Justitie en Veiligheid"]
        assert len(list(there.describe("organisatie:ind"))) > 5
        with pytest.raises(govactors.Problem) as refused:
            there.select("SELECT ?x { SERVICE <http://example.org/> { ?x ?y ?z } }")
        assert refused.value.kind == "federation-refused"
