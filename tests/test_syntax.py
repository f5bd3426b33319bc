"""The place where a query breaks: the very word, whatever the engine looked ahead to."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import govactors
from govactors import Problem, Publication, syntax
from govactors.scanner.tokens import TOKEN

ENGINE = ox.Store()
FOLDER = Path(govactors.__file__).parent / "queries"
QUERIES = [FOLDER / f"{name}.rq" for name in ("labels", "relations", "why-triple")]


def _problem(text: str, prefixes: dict[str, str] | None = None) -> Problem:
    with pytest.raises(SyntaxError) as caught:
        ENGINE.query(text, prefixes=prefixes or {})
    return syntax.problem(text, caught.value, prefixes or {})


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("SELEC ?x {}", "line 1, column 1", "The query breaks at 'SELEC'."),
        ("SELECT ?x { ?x ?p }", "line 1, column 19", "The query breaks at '}'."),
        ("SELECT ?x { ?x <a:p> 1 ?y }", "line 1, column 24", "The query breaks at '?y'."),
        ("ASK { ?x <a:p> 1\n\t?x <a:q> 2 }", "line 2, column 2", "The query breaks at '?x'."),
        ('ASK { ?x <a:p> "é"\r\n  é }', "line 2, column 3", "The query breaks at 'é'."),
        ("ASK {} }", "line 1, column 8", "The query breaks at '}'."),
        ("ASK { ?s ?p ?o FILTER(foo(?s)) }", "line 1, column 23", "The query breaks at 'foo'."),
        ("ASK {} LIMIT tien", "line 1, column 14", "The query breaks at 'tien'."),
        ("# ASK {}\nSELECT ?x WHERE ?x", "line 2, column 17", "The query breaks at '?x'."),
        ("ASK { ?x zz:p 1 }", "line 1, column 10", "The prefix zz: is not declared."),
        (
            "PREFIX a: <a:> ASK { ?x a:p b:c }",
            "line 1, column 29",
            "The prefix b: is not declared.",
        ),
        ("ASK { ?x <p> 1 }", "line 1, column 10", "<p> is not a complete address."),
        ("SELECT ?x {", "line 1, column 12", "The query ends before it is complete."),
        (
            "SELECT ?x {\n  ?x ?p (1 2\n",
            "line 2, column 13",
            "The query ends before it is complete.",
        ),
        (
            "SELECT ?y (COUNT(?x) AS ?n) { ?x ?p ?o }",
            "line 1, column 41",
            "The SELECT contains a variable that is unbound.",
        ),
        (
            "SELECT * { ?s ?p ?o } GROUP BY ?s",
            "line 1, column 34",
            "SELECT * is not authorized with GROUP BY.",
        ),
        (
            "",
            "line 1, column 1",
            "The query ends before it is complete, or assigns a variable twice.",
        ),
    ],
)
def test_the_word_that_is_wrong_is_named(text: str, place: str, detail: str) -> None:
    problem = _problem(text)
    assert (problem.kind, problem.place, problem.detail) == ("query-syntax", place, detail)


def test_prefixes_that_need_no_declaration_are_known() -> None:
    problem = _problem("ASK { ?x ga:leads taak:x ?y }", {"ga": "a:", "taak": "b:"})
    assert problem.detail == "The query breaks at '?y'."


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_word_that_belongs_nowhere_is_found_wherever_it_stands(
    path: Path, letter: Publication
) -> None:
    """Between any two words of the library's own queries: the exact line and column."""
    text = path.read_text(encoding="utf-8")
    for found in TOKEN.finditer(text):
        offset = found.end()
        if found.lastgroup != "space" or found[0].startswith("#"):
            continue
        problem = _problem(f"{text[:offset]}` {text[offset:]}", letter.addresses.prefixes)
        exact = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        assert (problem.line, problem.column) == exact, text[:offset]


def test_a_long_query_is_not_parsed_twice() -> None:
    problem = _problem("ASK { ?s ?p ?o }" + " " * 30_000 + "}")
    assert problem.line == 1
    assert problem.detail == "It breaks at this place or shortly before."


def test_the_text_spread_out_is_never_evaluated() -> None:
    """An error that the spreading cures must not run the query."""
    cured = SyntaxError("error at 1:1: expected nothing in particular")
    problem = syntax.problem("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", cured, {})
    assert problem.kind == "query-syntax"
    assert problem.column == 51
