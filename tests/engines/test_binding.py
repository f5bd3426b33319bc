"""Values in the text of a query: the same answer as binding them in the engine, and no way out."""

import pyoxigraph as ox
import pytest

from govactors import Problem
from govactors.binding import bind, form
from govactors.store import EmbeddedStore, Query

SPACE = "https://example.org/"
PREFIXES = {"ex": SPACE}

HOSTILE = [
    "> } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    '" } DROP ALL #',
    "' } UNION { ?s ?p ?o",
    '"""',
    "'''",
    "\\",
    '\\"',
    "\\\\u0022 } #",
    "\\u0022 } #",
    "\\U00000022 } #",
    "line\nbreak\rreturn\ttab",
    "\x00\x01\x7f\u2028\ufeff",
    "?o $o # ?o",
    "<a:b> _:b ^^ @en",
    "\u202etfel ot thgir",
    "😀" * 100,
    "",
]


def _store(*values: str) -> EmbeddedStore:
    property_ = ox.NamedNode(SPACE + "p")
    triples = [
        ox.Triple(ox.NamedNode(f"{SPACE}{number}"), property_, ox.Literal(value))
        for number, value in enumerate(values)
    ]
    return EmbeddedStore([(SPACE + "g", triples)], PREFIXES)


def _rows(store: EmbeddedStore, query: Query) -> list[tuple[str, ...]]:
    answer = store.evaluate(query)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(tuple(str(term) for term in row) for row in answer)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o { ?s ex:p ?o }",
        "SELECT ?s ?o { ?s ex:p ?any FILTER(?any = ?o) }",
        "SELECT ?s ?o { { ?s ex:p ?any FILTER(STR(?any) = STR(?o)) } } ORDER BY ?o ?s",
        "SELECT ?s ?o { ?s ex:p '?o' , ?o OPTIONAL { ?s ex:q ?o } } # ?o",
        "SELECT ?o (COUNT(?s) AS ?n) { ?s ex:p ?o } GROUP BY ?o",
    ],
)
def test_hostile_text_finds_what_the_engine_finds(text: str, value: str) -> None:
    store = _store(*HOSTILE, "?o", "other")
    bindings = {"o": ox.Literal(value)}
    found = _rows(store, Query(bind(text, bindings, PREFIXES)))
    assert found == _rows(store, Query(text, bindings))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_term_is_one_token_even_where_escapes_are_undone_first(value: str) -> None:
    text = bind("ASK { ?s ?p ?o }", {"o": ox.Literal(value)}, {})
    undone = text
    for code, character in (("\\u0022", '"'), ("\\U00000022", '"'), ("\\u005C", "\\")):
        undone = undone.replace(code, character)
    assert undone == text


@pytest.mark.parametrize("iri", ["a:b> } #", "a:b c", "a:\\u003E", "a:{}", 'a:"', "a:\n"])
def test_what_would_end_an_address_cannot_be_one(iri: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        ox.NamedNode(iri)


@pytest.mark.parametrize("term", [ox.BlankNode("b"), ox.Triple(*[ox.NamedNode("a:a")] * 3)])
def test_what_means_nothing_elsewhere_is_refused(term: ox.BlankNode | ox.Triple) -> None:
    with pytest.raises(Problem, match="addresses and literals only"):
        bind("ASK { ?s ?p ?o }", {"o": term}, {})


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("SELECT * { ?s ?p ?o }", "instead of"),
        ("SELECT DISTINCT * { ?s ?p ?o }", "instead of"),
        ("SELECT (1 AS ?o) { ?s ?p ?x }", "itself"),
        ("SELECT ?o { BIND(1 AS ?o) }", "itself"),
        ("SELECT ?o { VALUES ?o { 1 } }", "itself"),
        ("SELECT ?o { VALUES (?s ?o) { (1 2) } }", "itself"),
        ("SELECT ?o { ?s ?p ?x } VALUES $o { 1 }", "itself"),
        ("SELECT ?o { FILTER(BOUND(?o)) }", "leave out"),
        ("SELECT ?s { ?s ?p '?o' } # ?o", "does not occur"),
    ],
)
def test_what_cannot_be_fixed_is_refused(text: str, hint: str) -> None:
    with pytest.raises(Problem, match=hint) as caught:
        bind(text, {"o": ox.Literal("1")}, {})
    assert caught.value.kind == "invalid-parameter"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("SELECT ?o { ?s ?p ?o }", "SELECT  (<a:a> AS ?o)  { ?s ?p  <a:a>  }"),
        ("SELECT ?s{?s?p?o}", "SELECT ?s{?s?p <a:a> }"),
        ("SELECT (STR(?o) AS ?x) {}", "SELECT (STR( <a:a> ) AS ?x) {}"),
        ("ASK { '?o' ?p <a:?o> } # ?o", None),
        ("SELECT ?x { ?x ?o 1 } ORDER BY ?o", "SELECT ?x { ?x  <a:a>  1 } ORDER BY  (<a:a>) "),
        ("SELECT ?x { ?x ?o 1 } LIMIT 1", "SELECT ?x { ?x  <a:a>  1 } LIMIT 1"),
        ("DESCRIBE ?o", "DESCRIBE  <a:a> "),
        ("CONSTRUCT { ?o ?p 1 } { ?o ?p 1 }", "CONSTRUCT {  <a:a>  ?p 1 } {  <a:a>  ?p 1 }"),
        (
            "ASK { { SELECT ?o { ?o ?p 1 } } }",
            "ASK { { SELECT  (<a:a> AS ?o_3)  {  <a:a>  ?p 1 } } }",
        ),
        ("ASK { \\u003Fo ?p ?o }", "ASK { \\u003Fo ?p  <a:a>  }"),
    ],
)
def test_only_whole_variables_are_replaced(text: str, written: str | None) -> None:
    if written is None:
        with pytest.raises(Problem):
            bind(text, {"o": ox.NamedNode("a:a")}, {})
    else:
        assert bind(text, {"o": ox.NamedNode("a:a")}, {}) == written


def test_prefixes_are_declared_once_and_only_if_used() -> None:
    prefixes = {"ex": SPACE, "a": "a:", "xsd": "x:"}
    assert (
        bind("ASK { ex:a ?p 'ex:b' }", {}, prefixes)
        == f"PREFIX ex: <{SPACE}> ASK {{ ex:a ?p 'ex:b' }}"
    )
    text = "PREFIX ex: <b:> ASK { ex:a ?p '1'^^xsd:date }"
    assert bind(text, {}, prefixes) == f"PREFIX xsd: <x:> {text}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# ASK\nselect ?ask {}", "select"),
        ("BASE <ask:> PREFIX ask: <ask> CONSTRUCT WHERE { ?s ?p 'ASK' }", "construct"),
        ("DESCRIBE <select:>", "describe"),
        ("\\u0041SK {}", "ask"),
        ("CLEAR ALL", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query(text: str, kind: str) -> None:
    assert form(text) == kind


@pytest.mark.parametrize(
    "clause", ["VALUES ?s { UNDEF }", "VALUES (?s ?o) { (UNDEF UNDEF) }", "VALUES(?s){(undef)}"]
)
def test_a_clause_that_gives_no_value_is_no_value(clause: str) -> None:
    bound = bind(f"ASK {{ {clause} ?s ?p 1 }}", {"s": ox.NamedNode("a:a")}, {})
    assert bound == f"ASK {{ {clause}  <a:a>  ?p 1 }}"
    with pytest.raises(Problem):
        bind("ASK { VALUES (?s) { (UNDEF) (1) } ?s ?p 1 }", {"s": ox.NamedNode("a:a")}, {})
