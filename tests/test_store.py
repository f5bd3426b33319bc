"""The engine seam: one union as default graph, data sets of the protocol, clear refusals."""

import pyoxigraph as ox
import pytest
import rdflib

from govactors import Problem, bridge
from govactors.store import EmbeddedStore, Query

SPACE = "https://example.org/"
ONE, TWO = SPACE + "een", SPACE + "twee"


def _triple(subject: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(SPACE + subject), ox.NamedNode(SPACE + "p"), ox.Literal(value))


GRAPHS = [
    (ONE, (_triple("a", "1"), _triple("b", "2"))),
    (TWO, (_triple("a", "1"), _triple("c", "3"))),
]
"""Two graphs that share a triple."""


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore(GRAPHS, {"ex": SPACE})


@pytest.fixture(scope="module")
def peer() -> rdflib.Dataset:
    return bridge.dataset(GRAPHS, {"ex": SPACE})


def _rows(store: EmbeddedStore, query: Query) -> list[tuple[str, ...]]:
    answer = store.evaluate(query)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(tuple(str(getattr(term, "value", "")) for term in row) for row in answer)


def test_a_triple_of_two_graphs_counts_once_in_the_union(store: EmbeddedStore) -> None:
    assert _rows(store, Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [("3",)]
    assert _rows(store, Query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == [("4",)]


def test_what_is_added_later_joins_graph_and_union(store: EmbeddedStore) -> None:
    store.add(SPACE + "drie", [_triple("a", "1"), _triple("d", "4")])
    assert _rows(store, Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [("4",)]
    assert store.graphs() == {ONE, TWO, SPACE + "drie"}


QUERIES = [
    "SELECT ?s ?o { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p ?o GRAPH ex:een { ?s ?p ?o } }",
    "SELECT ?s FROM ex:een { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM ex:een FROM ex:twee { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM ex:een FROM <https://example.org/een> { ?s ?p ?o }",
    "SELECT ?g ?s FROM NAMED ex:een { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s FROM NAMED ex:een { ?s ?p ?o }",
    "SELECT ?g ?s FROM ex:een { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s ?x FROM ex:een FROM NAMED ex:twee { ?s ?p ?o GRAPH ?g { ?s ?p ?x } }",
    "SELECT ?s ?g FROM ex:een FROM ex:twee FROM NAMED ex:twee { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p 'FROM <https://example.org/een>' }",
]


@pytest.mark.filterwarnings("ignore:Dataset.*deprecated:DeprecationWarning")
@pytest.mark.parametrize("text", QUERIES)
def test_data_sets_are_those_of_rdflib(
    store: EmbeddedStore, peer: rdflib.Dataset, text: str
) -> None:
    expected = sorted(tuple(str(cell) for cell in row) for row in peer.query(text))  # type: ignore[union-attr]
    assert _rows(store, Query(text)) == expected


@pytest.mark.parametrize(
    ("default", "named", "pattern", "expected"),
    [
        ([ONE], [], "?s ?p ?o", ["a", "b"]),
        ([ONE, TWO], [], "?s ?p ?o", ["a", "b", "c"]),
        ([ONE], [], "GRAPH ?g { ?s ?p ?o }", []),
        ([], [TWO], "GRAPH ?g { ?s ?p ?o }", ["a", "c"]),
        ([], [TWO], "?s ?p ?o", []),
        ([ONE, TWO], [ONE], "?s ?p ?o GRAPH ?g { ?s ?p ?o }", ["a", "b"]),
        ([SPACE + "elders"], [], "?s ?p ?o", []),
    ],
)
def test_the_data_set_of_the_protocol_replaces_that_of_the_query(
    store: EmbeddedStore, default: list[str], named: list[str], pattern: str, expected: list[str]
) -> None:
    for source in ("", "FROM ex:twee", "FROM ex:een FROM NAMED ex:twee"):
        query = Query(f"SELECT ?s {source} {{ {pattern} }}", {}, default, named)
        assert _rows(store, query) == [(SPACE + name,) for name in expected]


def test_a_merge_keeps_the_store_as_it_is(store: EmbeddedStore) -> None:
    before = _rows(store, Query("SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }"))
    merged = Query("SELECT ?s { ?s ?p ?o }", {}, [ONE, TWO])
    assert len(_rows(store, merged)) == 3
    assert _rows(store, Query("SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }")) == before


def test_values_are_bound_as_terms_never_as_text(store: EmbeddedStore) -> None:
    text = "SELECT ?s ?o { ?s ex:p ?o }"
    assert _rows(store, Query(text, {"o": ox.Literal("2")})) == [(SPACE + "b", "2")]
    assert _rows(store, Query(text, {"s": ox.NamedNode(SPACE + "c")})) == [(SPACE + "c", "3")]
    assert _rows(store, Query(text, {"o": ox.Literal('2" } # ')})) == []
    assert (
        store.evaluate(Query("ASK { ?s ex:p '2' }", {"s": ox.NamedNode(SPACE + "a")})) is not None
    )
    assert not store.evaluate(Query("ASK { ?s ex:p '2' }", {"s": ox.NamedNode(SPACE + "a")}))


def test_a_variable_that_is_no_result_column_cannot_be_bound(store: EmbeddedStore) -> None:
    with pytest.raises(Problem) as caught:
        store.evaluate(Query("SELECT ?s { ?s ?p ?o }", {"o": ox.Literal("2")}))
    assert caught.value.kind == "invalid-parameter"
    assert str(caught.value) == (
        "?o cannot be bound: the query does not select it. "
        "Use ?o in a pattern and list it among the result columns."
    )


def test_what_is_no_name_of_a_variable_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(Problem, match="'a b'") as caught:
        store.evaluate(Query("ASK {}", {"a b": ox.Literal("2")}))
    assert caught.value.kind == "invalid-parameter"


@pytest.mark.parametrize(("default", "named"), [(["geen adres"], []), ([], ["geen adres"])])
def test_a_graph_that_is_no_address_is_refused(
    store: EmbeddedStore, default: list[str], named: list[str]
) -> None:
    with pytest.raises(Problem) as caught:
        store.evaluate(Query("ASK {}", {}, default, named))
    assert caught.value.kind == "unknown-graph"


def test_a_query_that_is_wrong_is_named_with_its_place(store: EmbeddedStore) -> None:
    with pytest.raises(Problem) as caught:
        store.evaluate(Query("SELECT ?s {\n  ?s ?p }"))
    assert caught.value.kind == "query-syntax"
    assert str(caught.value).startswith("line 2, column 9: The query breaks at '}'. ")
