"""The columns of ``SELECT *`` come in the order in which the query names them."""

import pyoxigraph as ox
import pytest
from tests.conftest import Cli

from govactors import Publication
from govactors.columns import spelled
from govactors.store import EmbeddedStore, Query

STORE = EmbeddedStore(
    [("a:g", [ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(1))])]
)

QUERIES = [
    ("SELECT * { ?z ?b ?a }", ["z", "b", "a"]),
    ("SELECT*{ $z ?b ?a }", ["z", "b", "a"]),
    ("select # ?a\n distinct # * ?b\n * WHERE { ?z ?b ?a }", ["z", "b", "a"]),
    ("SELECT REDUCED * FROM NAMED <a:g> { GRAPH ?g { ?z ?b ?a } }", ["g", "z", "b", "a"]),
    ("SELECT * { ?z ?b ?a FILTER (?a * 2 = 2) BIND ('?q' AS ?c) }", ["z", "b", "a", "c"]),
    ("SELECT * { { SELECT ?y ?x { ?x ?y ?hidden } } ?b ?a ?c }", ["y", "x", "b", "a", "c"]),
    ("SELECT * { ?s ?p ?o } ORDER BY ?o", ["s", "p", "o"]),
    ("SELECT * { ?a ?b ?c }", ["a", "b", "c"]),
    ("SELECT ?a ?z { { SELECT * { ?z ?b ?a } } }", ["a", "z"]),
    ("SELECT (COUNT(*) AS ?n) { ?z ?b ?a }", ["n"]),
    ("SELECT * {}", []),
    ("PREFIX select: <a:> SELECT * { ?z ?b ?a }", ["z", "b", "a"]),
]


@pytest.mark.parametrize(("text", "columns"), QUERIES)
def test_columns_are_in_the_order_of_the_query(text: str, columns: list[str]) -> None:
    answer = STORE.evaluate(Query(text))
    assert isinstance(answer, ox.QuerySolutions)
    assert [each.value for each in answer.variables] == columns
    assert len(list(answer)) == 1


def test_a_value_may_be_bound(letter: Publication) -> None:
    rows = letter.select("SELECT * { ?who ga:leads ?task }", task=letter.tasks[0].iri)
    assert rows.columns == ("who", "task")


@pytest.mark.parametrize("text", ["ASK { ?z ?b ?a }", "", "SELECT * \\u007B ?z ?b ?a }", "select"])
def test_nothing_is_spelled_out_elsewhere(text: str) -> None:
    assert spelled(text, ["a", "b", "z"]) is None


def test_the_command_line_shows_them_so(cli: Cli) -> None:
    done = cli("query", "--format", "csv", "SELECT * { ?who ga:leads ?task } LIMIT 1")
    assert done.text.splitlines()[0] == "who,task"
