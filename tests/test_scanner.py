"""The scanner: what it refuses, what it lets pass, and that no text surprises it."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors.problems import Problem
from govactors.scanner import LIMIT, Traits, check
from govactors.scanner.joins import JOINS

X = "<http://127.0.0.1:9/>"

FEDERATED = [
    f"SELECT * {{ SERVICE {X} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ sErViCe SILENT {X} {{ ?s ?p ?o }} }}",
    f"SELECT * {{SERVICE{X}{{}}}}",
    "SELECT * { SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE a:b { ?s ?p ?o } }",
    f"ASK {{ \\u0053ERVICE {X} {{}} }}",
    f"ASK {{ \\U00000053ervi\\u0063e {X} {{}} }}",
    f"ASK {{ SERVICE # a comment\n{X} {{}} }}",
    f"ASK {{ #\rSERVICE {X} {{}} }}",
    f"ASK {{ FILTER EXISTS {{ SERVICE {X} {{}} }} }}",
    f"ASK {{ OPTIONAL {{ {{ SELECT * {{ SERVICE {X} {{}} }} }} }} }}",
    f"ASK {{ ?s ?p true.SERVICE {X} {{}} }}",
    f"ASK {{ ?s ?p trueSERVICE {X} {{}} }}",
    f"ASK {{ ?s ?p 1SERVICE {X} {{}} }}",
    f"PREFIX a: <http://a/> ASK {{ ?s a:-1SERVICE {X} {{}} }}",
    "PREFIX : <http://127.0.0.1:9/> ASK { service:x { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> ASK { SERVICESILENT:x { ?s ?p ?o } }",
    f"ASK {{ ?s ?p ?o FILTER(?o < ?s)SERVICE {X} {{}} }}",
    f"ASK {{ ?s ?p '''it's''' . SERVICE {X} {{}} }}",
]

HIDDEN = [
    f"ASK {{ ?s ?p ?o FILTER(?o<'>')SERVICE {X} {{ ?a ?b 'x' }} }}",
    "ASK { VALUES ?x { <http://a/> } ?s ?p ?o FILTER(?o<?s)SERVICE?x#>\n{} }",
    f"PREFIX a: <http://a/> ASK {{ ?s ?p ?o FILTERa:b(?o<'>')SERVICE {X} {{ ?a ?b 'x' }} }}",
    f"PREFIX a: <http://a/> ASK {{ ?s ?p ?o FILTER(?o<<a:'>'x'>)SERVICE {X} {{ ?a ?b '' }} }}",
    f"ASK {{ <<?s?p'>'>> ?q ?r . SERVICE {X} {{ ?a ?b 'x' }} }}",
    f"ASK {{ ?s ?p ?o FILTER(?o<1#>'''\n)SERVICE {X} {{}} #'''\n }}",
]

HARMLESS = [
    "SELECT ?service { ?service ?p 'SERVICE' }",
    'SELECT * { ?s ?p "SERVICE <http://a/> {}"@en }',
    "SELECT * { ?s ?p '''\nSERVICE''' }",
    'SELECT * { ?s ?p """a"SERVICE""" }',
    "SELECT * { ?s ?p 'it\\'s SERVICE' } # SERVICE",
    "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    "SELECT * { ?s <http://example.org/a#service> 'it' }",
    "PREFIX service: <http://a/> SELECT * { service:x service:SERVICE $service }",
    "PREFIX service: <http://a/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p _:service }",
    "SELECT * { VALUES (?a ?b) { (1 <a#'b>) } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 'x' && ?o > 'a') }",
    "SELECT * { ?s ?p '\\u0053ERVICE' }",
    "SELECT ?x { ?s ?p ?o . BIND('a\\\\u0053' AS ?x) }",
]


@pytest.mark.parametrize("query", FEDERATED)
def test_service_is_refused_however_it_is_spelled(query: str) -> None:
    with pytest.raises(Problem) as refused:
        check(query)
    assert refused.value.kind == "federation-refused"
    assert refused.value.line
    assert refused.value.column


@pytest.mark.parametrize("query", HIDDEN)
def test_a_text_that_can_be_read_in_two_ways_is_refused(query: str) -> None:
    with pytest.raises(Problem) as refused:
        check(query)
    assert refused.value.kind in ("federation-refused", "query-syntax")


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_harmless(query: str) -> None:
    assert check(query).form == "select"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://a/>\ndelete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "# c\nCLEAR ALL",
        "DROP ALL",
        "WITH <a:g> INSERT { } WHERE { }",
        "CREATE GRAPH <a:g>",
        "COPY <a:g> TO <a:h>",
        "L\\u004FAD <http://127.0.0.1:9/>",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(Problem) as refused:
        check(query)
    assert refused.value.kind == "update-refused"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("ASK {}", "ask"),
        ("SELECTDISTINCT?x{?x ?p ?o}", "select"),
        ("BASE <http://a/> PREFIX ask: <b> # select\n CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ('VERSION "1.2" describe <a:b>', "describe"),
        ("\\u0041SK {}", "ask"),
        ("", ""),
        ("hello", ""),
    ],
)
def test_the_form_is_found(query: str, form: str) -> None:
    assert check(query).form == form


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (now() AS ?x) {}", True),
        ("SELECT (Rand() AS ?x) {}", True),
        ("SELECT (UUID() AS ?x) {}", True),
        ("SELECT (strUUID() AS ?x) {}", True),
        ("SELECT (BNODE() AS ?x) {}", True),
        ("CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { _:a ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", False),
        ("SELECT ?now { ?now ?p 'RAND()' } # UUID()", False),
        ("SELECT * { [] ?p ?o }", False),
    ],
)
def test_volatile_queries_are_told_apart(query: str, volatile: bool) -> None:
    assert check(query).volatile is volatile


DEEP = {
    "parentheses": ("ASK{FILTER(", "(", "1", ")", ")}"),
    "groups": ("ASK{", "{", "", "}", "}"),
    "blank nodes": ("ASK{?s ?p ", "[?p ", "1", "]", "}"),
    "lists": ("ASK{?s ?p ", "(", "1", ")", "}"),
    "paths": ("ASK{?s ", "(", "<a:b>", ")*", " ?o}"),
    "functions": ("ASK{FILTER(", "STR(", "1", ")", ")}"),
    "exists": ("ASK{", "FILTER EXISTS{", "", "}", "}"),
    "subqueries": ("ASK{", "{SELECT*{", "", "}}", "}"),
    "negations": ("ASK{FILTER(", "!", "1", "", ")}"),
    "sums": ("ASK{FILTER(1", "+1", "", "", ")}"),
    "alternatives": ("ASK{?s <a:b>", "|<a:b>", "", "", " ?o}"),
    "unions": ("ASK{{}", "UNION{}", "", "", "}"),
    "optionals": ("ASK{", "OPTIONAL{}", "", "", "}"),
    "inverses": ("ASK{?s ", "^(", "<a:b>", ")", " ?o}"),
    "quoted triples": ("ASK{?s ?p ", "<<(?s ?p ", "1", ")>>", "}"),
}


@pytest.mark.parametrize("name", DEEP)
def test_what_would_overflow_the_engine_is_refused(name: str) -> None:
    head, opening, middle, closing, tail = DEEP[name]

    def nested(depth: int) -> str:
        return head + opening * depth + middle + closing * depth + tail

    assert check(nested(40)).height < LIMIT
    with pytest.raises(Problem) as refused:
        check(nested(100_000))
    assert refused.value.kind == "query-too-deep"
    assert refused.value.column is not None
    assert refused.value.column < 30_000


LONG = {
    "triples": ("ASK{", "?s <a:p> ?o . ", "}"),
    "numbers": ("ASK{", "?s <a:p> 1. ", "}"),
    "predicates": ("ASK{?s <a:p> 1", ";<a:p> 2", "}"),
    "objects": ("ASK{?s <a:p> 1", ",2", "}"),
    "sequences": ("ASK{?s <a:p>", "/<a:p>", " ?o}"),
    "sequences in parentheses": ("ASK{?s (<a:p>", "/<a:p>", ") ?o}"),
    "groups": ("ASK{", "{?s <a:p> ?o}", "}"),
    "graphs": ("ASK{", "GRAPH ?g{?s <a:p> ?o}", "}"),
    "values": ("ASK{", "VALUES ?x{1}", "}"),
    "collections": ("ASK{?s <a:p>(", " 1", ")}"),
    "kinds": ("ASK{?s a(", " <a:p>", ")}"),
    "blank nodes": ("ASK{?s <a:p>[<a:p> 1", ";<a:p> 1", "]}"),
    "within an option": ("ASK{OPTIONAL{", "?s <a:p> ?o.", "}}"),
    "within a filter": ("ASK{FILTER EXISTS{", "?s <a:p> ?o.", "}}"),
    "within a union": ("ASK{{}UNION{", "?s <a:p> ?o.", "}}"),
}


@pytest.mark.parametrize("name", LONG)
def test_what_the_engine_would_plan_for_days_is_refused(name: str) -> None:
    head, piece, tail = LONG[name]
    assert check(head + piece * 40 + tail).form == "ask"
    for number in (JOINS + 2, 100_000):
        with pytest.raises(Problem) as refused:
            check(head + piece * number + tail)
        assert refused.value.kind in ("query-too-long", "query-too-deep")
    with pytest.raises(Problem, match="joins more than 128 patterns"):
        check(head + piece * (JOINS + 2) + tail)


WIDE = {
    "options": ("ASK{", "OPTIONAL{?s <a:p> ?o}" * 400, "}"),
    "unions": ("ASK{{}", "UNION{?s <a:p> ?o . ?o <a:p> ?s}" * 400, "}"),
    "alternatives": ("ASK{?s <a:p>", "|<a:p>" * 400, " ?o}"),
    "alternatives in parentheses": ("ASK{?s (<a:p>", "|<a:p>" * 400, ")* ?o}"),
    "rows of values": ("ASK{VALUES(?a ?b){", "(1 2)" * 4000, "}}"),
    "values": ("ASK{VALUES ?a{", " 1.5 <a:p> 'x'" * 4000, "}}"),
    "members": ("ASK{?s ?p ?o FILTER(?o IN(1", ",2" * 4000, "))}"),
    "arguments": ("ASK{?s ?p ?o FILTER(COALESCE(1", ",2" * 4000, "))}"),
    "a template": ("CONSTRUCT{", "?s <a:p> ?o ." * 400, "}WHERE{?s ?p ?o}"),
    "filters": ("ASK{?s ?p ?o ", "FILTER(?o=1)" * 400, "}"),
    "columns": ("SELECT ", "(1 AS ?x)" * 150, "{}"),
}


@pytest.mark.parametrize("name", WIDE)
def test_what_is_long_and_no_join_may_be_asked(name: str) -> None:
    assert check("".join(WIDE[name])).form


def test_height_counts_chains_within_and_around_brackets() -> None:
    chain = "+1" * 900
    assert check(f"ASK{{FILTER(1{chain}+(2))}}").height < LIMIT
    with pytest.raises(Problem):
        check(f"ASK{{FILTER(((1{chain}){chain}+2){chain})}}")


def test_graphs_of_from_are_resolved() -> None:
    query = """BASE <http://a/x/> PREFIX g: <graphs/>
    SELECT * FROM g:one FROM NAMED <../two> FROM <http://b/> FROM NAMED k:three {}"""
    traits = check(query, prefixes={"k": "http://k/"})
    assert traits.default_graphs == ("http://a/x/graphs/one", "http://b/")
    assert traits.named_graphs == ("http://a/two", "http://k/three")


def test_an_unknown_graph_is_named_with_its_place() -> None:
    with pytest.raises(Problem) as refused:
        check("SELECT *\nFROM <http://a/>\nFROM <http://b/> {}", graphs={"http://a/"})
    assert (refused.value.kind, refused.value.line, refused.value.column) == ("unknown-graph", 3, 6)
    assert "<http://b/>" in refused.value.detail


def test_places_are_those_of_the_text_as_it_was_sent() -> None:
    with pytest.raises(Problem) as refused:
        check("ASK {\n ?\\u0061 ?b '\\u0063' . \\u0053ERVICE <a:b> {} }")
    assert (refused.value.line, refused.value.column) == (2, 24)


def test_a_string_that_is_not_closed_is_a_syntax_problem() -> None:
    with pytest.raises(Problem) as refused:
        check("ASK { ?s ?p 'x }")
    assert (refused.value.kind, refused.value.column) == ("query-syntax", 13)


@pytest.mark.parametrize(
    "piece", ["a.", "'''\\", "<", "<'>", "a:b.c", "a:.", "?a", "\\u0041", "_:a.", "@a-", "1.e", "é"]
)
def test_time_is_in_proportion_to_the_length(piece: str) -> None:
    # A scanner that tried again from every place would take hours for this.
    with contextlib.suppress(Problem):
        check(piece * (300_000 // len(piece)))


ANY = st.text() | st.lists(
    st.sampled_from(
        [
            *"(){}[]<>'\"\\#.:;,?$@^|!*+-/&=~%_ \n\r",
            *("a", "1", "1.", "e", "true", "SERVICE", "service:", "SELECT", "ASK", "FROM"),
            *(
                "NAMED",
                "PREFIX",
                "BASE",
                "VALUES",
                "FILTER",
                "GRAPH",
                "NOW",
                "\\u0041",
                "<http://[",
            ),
            *("'''", '"""', "<a:b>", "?x", "_:b", "a:", ":b", "é", "\U0001f600", "\ufeff", "\x00"),
        ]
    )
).map("".join)


@given(ANY)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_no_text_raises_anything_but_a_problem(text: str) -> None:
    try:
        traits = check(text, graphs=(), prefixes={"a": "http://a/"})
    except Problem as problem:
        assert problem.line is not None  # noqa: PT017 - a problem or traits, both are right
        return
    assert isinstance(traits, Traits)


class _Listener:
    """An endpoint on loopback that counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[_Listener]:
    found = _Listener()
    yield found
    found.close()


_PIECES = st.lists(
    st.sampled_from(
        [
            *("SERVICE", "service", "SERVICE SILENT", "SERVICE?x", "SERVICE:x", "service:x"),
            *("?s ?p ?o", "?s ?p 1", "?s ?p true", "?s ?p 'a'", "?s a:p a:", "?s ?p 'a'@en", "."),
            *("<X>", "{}", "{?a ?b ?c}", "{?a ?b 'x'}", "{", "}", "'", "'''", '"', "#", "\n", " "),
            *("FILTER(?o<", "FILTER(1<", "'>')", "?s)", "1)", ")", ">", "a:b(", "FILTER", "(", "<"),
            *("OPTIONAL{", "FILTER EXISTS{", "MINUS{", "GRAPH ?g{", "VALUES ?x {<X>}", "<<", ">>"),
        ]
    ),
    max_size=9,
).map("".join)


@given(_PIECES)
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_the_engine_never_calls_what_the_scanner_lets_pass(
    listener: _Listener, pieces: str
) -> None:
    here = f"http://127.0.0.1:{listener.port}/"
    query = f"PREFIX : <{here}> PREFIX a: <http://a/> ASK {{ {pieces.replace('X', here)} }}"
    try:
        traits = check(query)
    except Problem:
        return
    before = listener.calls
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("1")))
    with contextlib.suppress(SyntaxError, RuntimeError, OSError):
        bool(store.query(traits.text))
    assert listener.calls == before, query


def test_the_listener_is_heard_when_the_scanner_is_not_asked(listener: _Listener) -> None:
    before = listener.calls
    with pytest.raises(OSError, match=r".*"):
        bool(ox.Store().query(f"ASK {{ SERVICE <http://127.0.0.1:{listener.port}/> {{}} }}"))
    assert listener.calls == before + 1
