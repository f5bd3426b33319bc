"""What a folder publishes: its triples as written, and a store to ask."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from tests.conftest import Publish

from govactors import Iri, Problem, Publication
from govactors.contents import Contents

KETEN = "https://example.org/keten/"
DIENST = Iri(f"{KETEN}id/organisatie/dienst-keuring")


def test_literals_are_as_the_source_wrote_them(keten: Publication) -> None:
    value = ox.NamedNode("https://w3id.org/govactors/def#value")
    assert {str(quad.object) for quad in keten.quads() if quad.predicate == value} == {
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"2.50E0"^^<http://www.w3.org/2001/XMLSchema#double>',
        '"een \\"regel\\"\\nen nog een"@nl',
    }


def test_quads_are_the_triples_each_in_its_graph(keten: Publication) -> None:
    quads = list(keten.quads())
    assert {quad.graph_name for quad in quads} == {
        ox.NamedNode(name) for name in keten.store.graphs()
    }
    assert len(quads) == sum(len(triples) for _, triples in keten.triples())
    *_, (last, derived) = keten.triples()
    assert last == f"{KETEN}id/graaf/afgeleid"
    assert derived


def test_the_store_holds_what_the_quads_say(keten: Publication) -> None:
    (row,) = keten.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert row.n == len(set(keten.quads()))
    (row,) = keten.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert row.n == len({quad.triple for quad in keten.quads()})


def test_the_prefixes_are_those_of_the_publication(keten: Publication) -> None:
    assert keten.ask("ASK { organisatie:dienst-keuring ga:leads taak:keuring }")
    assert not keten.ask(
        "PREFIX organisatie: <https://example.org/elders/> "
        "ASK { organisatie:dienst-keuring ga:leads taak:keuring }"
    )


def test_values_are_bound_as_terms(keten: Publication) -> None:
    text = "SELECT ?who ?what { ?who ga:leads ?what }"
    assert [row.what for row in keten.select(text, who=DIENST)] == [f"{KETEN}id/taak/keuring"]
    assert list(keten.select(text, who=str(DIENST))) == []
    assert list(keten.select(text, who='x" } # ')) == []
    assert keten.ask("ASK { ?who ga:leads ?what }", who=DIENST)


def test_a_variable_may_have_any_name(keten: Publication) -> None:
    assert keten.ask("ASK { ?text ga:leads ?self }", text=DIENST)
    rows = keten.select("SELECT ?text ?self { ?text ga:leads ?self }", text=DIENST)
    assert [row.self for row in rows] == [f"{KETEN}id/taak/keuring"]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("SELECT ?x {\n ?x ?y }", "query-syntax", "line 2, column 8"),
        ("SELECT * FROM <https://example.org/elders> { ?s ?p ?o }", "unknown-graph", "line 1, "),
        ("ASK { SERVICE <https://example.org/sparql> { ?s ?p ?o } }", "federation-refused", "line"),
        ("DELETE WHERE { ?s ?p ?o }", "update-refused", "line 1, column 1"),
        ("LOAD <https://example.org/x>", "update-refused", "line 1, column 1"),
        ("ASK " + "{" * 300 + "}" * 300, "query-too-deep", "line 1, "),
        ("", "query-syntax", "line 1, column 1"),
    ],
)
def test_what_is_not_answered_says_why(
    keten: Publication, text: str, kind: str, place: str
) -> None:
    with pytest.raises(Problem) as caught:
        keten.query(text)
    assert caught.value.kind == kind
    assert caught.value.place.startswith(place)


def test_what_cannot_be_bound_is_refused_before_the_query_runs(keten: Publication) -> None:
    with pytest.raises(Problem) as caught:
        keten.query("ASK { ?s ?p ?o }", s=Iri("geen adres"))
    assert caught.value.kind == "invalid-parameter"


def test_each_form_of_query_has_a_call_of_its_own(keten: Publication) -> None:
    select = "SELECT ?s { ?s ga:leads ?o }"
    ask = "ASK { ?s ga:leads ?o }"
    describe = "DESCRIBE organisatie:dienst-keuring"
    assert len(list(keten.select(select))) == 1
    assert keten.ask(ask) is True
    assert {triple.subject for triple in keten.construct(describe)} == {ox.NamedNode(DIENST)}
    wrong: list[Callable[[], object]] = [
        lambda: keten.select(ask),
        lambda: keten.ask(select),
        lambda: keten.construct(select),
        lambda: keten.select(describe),
    ]
    for call in wrong:
        with pytest.raises(Problem) as caught:
            call()
        assert caught.value.kind == "wrong-kind-of-result"


def test_a_rule_that_is_broken_publishes_nothing(publish: Publish) -> None:
    folder = publish({"rules/99-broken.rq": "CONSTRUCT { ?s ?p ?o }\nWHERE { ?s ?p }"})
    with pytest.raises(Problem) as caught:
        Contents.from_directory(folder)
    assert caught.value.kind == "broken-rule"
    assert caught.value.place == "rules/99-broken.rq:2:15"
