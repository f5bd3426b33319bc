"""Wrong answers of the engine, known by name: each is refused, or stands in the manual.

A release of the engine that mends one fails its test here: then its row can go.
"""

import runpy
import tomllib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import govactors
from govactors import scanner
from govactors.problems import Problem
from govactors.store import EmbeddedStore, Query

HERE = Path(__file__).parent
CASES: dict[str, Any] = runpy.run_path(str(HERE / "cases.py"))
WRONG: dict[str, dict[str, Any]] = tomllib.loads((HERE / "wrong.toml").read_text("utf-8"))
PAGE = (HERE.parents[1] / "docs" / "engines.md").read_text(encoding="utf-8")
ANSWERED = [name for name, case in WRONG.items() if "answer" in case]
REFUSED = [name for name, case in WRONG.items() if "refused" in case]
MENDED = [name for name, case in WRONG.items() if "instead" in case]


@pytest.mark.parametrize("name", ANSWERED)
def test_the_engine_still_answers_so(embedded: EmbeddedStore, name: str) -> None:
    case = WRONG[name]
    scanner.check(case["query"])
    found = CASES["shown"](embedded, Query(case["query"]))
    assert found == case["answer"] != case["right"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_seen_is_refused(letter: govactors.Publication, name: str) -> None:
    with pytest.raises(Problem) as found:
        letter.query("PREFIX ex: <https://example.org/> " + WRONG[name]["query"])
    assert found.value.kind == WRONG[name]["refused"]
    assert found.value.line == 1
    assert found.value.hint


@pytest.mark.parametrize("name", MENDED)
def test_written_another_way_the_answer_is_right(embedded: EmbeddedStore, name: str) -> None:
    scanner.check(WRONG[name]["instead"])
    assert CASES["shown"](embedded, Query(WRONG[name]["instead"])) == WRONG[name]["right"]


@pytest.mark.parametrize("name", WRONG)
def test_the_manual_lists_it(name: str) -> None:
    case = WRONG[name]
    assert f"`{case['query']}`" in PAGE
    assert f"`{case.get('instead', case['query'])}`" in PAGE


def test_blank_nodes_of_one_name_are_the_same_in_every_row(embedded: EmbeddedStore) -> None:
    query = "SELECT ?s (BNODE('x') AS ?b) { ?s ex:next ?o }"
    answer = embedded.evaluate(Query(query))
    assert isinstance(answer, ox.QuerySolutions)
    assert len({str(row["b"]) for row in answer}) == 1  # of two: each row should have its own
    assert f"`{query}`" in PAGE


def test_several_from_are_merged(embedded: EmbeddedStore) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM ex:een FROM ex:twee { ?s ex:p ?o }"
    assert CASES["shown"](embedded, Query(query)) == ['"4"^^xsd:integer']
    raw = ox.Store()
    raw.extend(CASES["quads"]())
    (row,) = raw.query(query, prefixes=CASES["PREFIXES"])  # type: ignore[misc]
    assert row[0].value == "5"
    assert f"`{query}`" in PAGE


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (SUM(?x) AS ?n) (COUNT(?y) AS ?m) { ?x ?p ?y } HAVING (SUM(?x) > COUNT(?y))",
        "SELECT (SUM(IF(EXISTS { SELECT (MAX(?y) AS ?m) { ?x ?p ?y } }, 1, 0)) AS ?n) { ?x a ?y }",
        "SELECT ?n { GRAPH <a:g> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
        "SELECT ?n { GRAPH ?g { GRAPH <a:g> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } } }",
        "SELECT ?g { GRAPH ?g { SELECT (SAMPLE(?x) AS ?g) { ?s ?p ?x } } }",
        "SELECT ?g { GRAPH ?g { ?s ?p ?o } { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
        "SELECT ?g { GRAPH ?g { ?s ?p 'SELECT ( SUM(COUNT(' } }",
    ],
)
def test_what_is_answered_well_is_not_refused(query: str) -> None:
    scanner.check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n { GRAPH ?g { SELECT * { ?s ?p ?o } } }",
        "SELECT ?n { GRAPH $g { ?s ?p ?o { SELECT (MAX(?g) AS ?n) WHERE { ?s ?p ?g } } } }",
        "ASK { GRAPH ?g { ?s ?p ?o FILTER EXISTS { SELECT ?s { ?s ?p ?g } } } }",
        "ASK { GRAPH ?g { SELECT (EXISTS { ?s ?p ?g } AS ?n) { ?s ?p ?g } } }",
        "SELECT (COUNT(DISTINCT MIN(?x)) AS ?n) { ?x ?p ?y }",
        "SELECT (STR(SUM(1 + (AVG(?x)))) AS ?n) { ?x ?p ?y }",
    ],
)
def test_what_is_answered_wrongly_is_refused_in_every_spelling(query: str) -> None:
    with pytest.raises(Problem):
        scanner.check(query)
