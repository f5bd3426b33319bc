"""The rules: what follows from a statement, from which statements nothing follows, and why."""

import hashlib
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import Moment, Problem, Publication, bridge
from govactors.derivation import derive
from govactors.folder import File, Role
from govactors.store import EmbeddedStore
from govactors.terms import PROV, RDF, XSD, Addresses, ga

KETEN = Addresses("https://example.org/keten/")
RELEASED = "2024-06-30"
RULES = [
    File(f"rules/{path.name}", Role.RULE, path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "rules").glob("*.rq"))
]
PREFIXES = {**KETEN.prefixes, "begrip": "https://w3id.org/govactors/id/begrip/"}
HEAD = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
BOUNDS = ("mayHoldFrom", "mayHoldUntil", "holdsFrom", "holdsUntil")

Derived = set[tuple[str, str, str]]


def _parsed(turtle: str) -> list[ox.Triple]:
    text = f"{HEAD}<{KETEN.ontology}> a owl:Ontology .\n{turtle}"
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def _derived(turtle: str, rules: list[File] = RULES) -> list[ox.Triple]:
    store = EmbeddedStore([(KETEN.graph("bron"), _parsed(turtle))])
    return sorted(derive(store, rules, KETEN, RELEASED), key=str)


def _shortcuts(turtle: str) -> Derived:
    """What is derived between things, in short names; bounds and derivations left out."""
    return {
        (_short(t.subject), _short(t.predicate), _short(t.object))
        for t in _derived(turtle)
        if isinstance(t.object, ox.NamedNode) and not _short(t.subject).startswith("afleiding:")
    }


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return KETEN.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


ASSIGNMENT = "a ga:Assignment ; ga:actor organisatie:a ; ga:task taak:t"
RULE_BY_RULE: dict[str, tuple[str, Derived]] = {
    "has task": (ASSIGNMENT, {("organisatie:a", "ga:hasTask", "taak:t")}),
    "leads": (
        f"{ASSIGNMENT} ; ga:responsibility begrip:hoofdverantwoordelijk",
        {("organisatie:a", "ga:hasTask", "taak:t"), ("organisatie:a", "ga:leads", "taak:t")},
    ),
    "only contributes": (
        f"{ASSIGNMENT} ; ga:responsibility begrip:bijdragen",
        {("organisatie:a", "ga:hasTask", "taak:t")},
    ),
    "cooperates with": (
        "a ga:Cooperation ; ga:actor organisatie:a , organisatie:b",
        {
            ("organisatie:a", "ga:cooperatesWith", "organisatie:b"),
            ("organisatie:b", "ga:cooperatesWith", "organisatie:a"),
        },
    ),
    "cooperates with nobody named": ("a ga:Cooperation ; ga:actor organisatie:a", set()),
    "works under authority of": (
        "a ga:Authority ; ga:authorityKind begrip:gezag ; ga:subordinate organisatie:a ; "
        "ga:superior organisatie:b",
        {("organisatie:a", "ga:worksUnderAuthorityOf", "organisatie:b")},
    ),
    "managed by": (
        "a ga:Authority ; ga:authorityKind begrip:beheer ; ga:subordinate organisatie:a ; "
        "ga:superior organisatie:b",
        {("organisatie:a", "ga:managedBy", "organisatie:b")},
    ),
    "overseen by": (
        "a ga:Authority ; ga:authorityKind begrip:toezicht ; ga:subordinate organisatie:a ; "
        "ga:superior organisatie:b",
        set(),
    ),
    "member of": (
        "a ga:Participation ; ga:role begrip:lid ; ga:member organisatie:a ; "
        "ga:partnership organisatie:b",
        {("organisatie:a", "ga:memberOf", "organisatie:b")},
    ),
    "chairs": (
        "a ga:Participation ; ga:role begrip:voorzitter ; ga:member organisatie:a ; "
        "ga:partnership organisatie:b",
        {("organisatie:a", "ga:chairs", "organisatie:b")},
    ),
    "informs": (
        "a ga:InformationFlow ; ga:sender organisatie:a , groep:g ; ga:receiver organisatie:b",
        {
            ("organisatie:a", "ga:informs", "organisatie:b"),
            ("groep:g", "ga:informs", "organisatie:b"),
        },
    ),
    "informs nobody named": ("a ga:InformationFlow ; ga:sender organisatie:a", set()),
    "part of": (
        "a ga:Placement ; ga:part organisatie:a ; ga:whole organisatie:b",
        {("organisatie:a", "ga:partOf", "organisatie:b")},
    ),
    "carried out through": (
        "a ga:Relation ; ga:subject taak:t ; ga:relation begrip:uitgevoerd-via ; ga:object taak:u",
        {("taak:t", "ga:carriedOutThrough", "taak:u")},
    ),
    "may include": (
        "a ga:Relation ; ga:subject groep:g ; ga:relation begrip:kan-omvatten ; "
        "ga:object organisatie:a",
        {("groep:g", "ga:mayInclude", "organisatie:a")},
    ),
    "another relation": (
        "a ga:Relation ; ga:subject groep:g ; ga:relation begrip:zicht-op ; ga:object taak:t",
        set(),
    ),
}

COUNTS = {
    "explicit": "ga:certainty begrip:expliciet",
    "implied": "ga:certainty begrip:impliciet",
    "does": "ga:certainty begrip:expliciet ; ga:modality begrip:doet",
    "ongoing": "ga:certainty begrip:expliciet ; ga:endStatus begrip:doorlopend",
    "ends today": 'ga:certainty begrip:expliciet ; ga:validUntil "2024-06-30"^^xsd:date',
    "ends this month": 'ga:certainty begrip:expliciet ; ga:validUntil "2024-06"^^xsd:gYearMonth',
    "ends later": "ga:certainty begrip:expliciet ; ga:endStatus begrip:beeindigd ; "
    'ga:validUntil "2025"^^xsd:gYear',
    "begins today": 'ga:certainty begrip:expliciet ; ga:validFrom "2024-06-30"^^xsd:date',
    "begins this year": 'ga:certainty begrip:expliciet ; ga:validFrom "2024"^^xsd:gYear',
    "attested long ago": 'ga:certainty begrip:expliciet ; ga:attestedOn "1999-01-01"^^xsd:date',
}
COUNTS_NOT = {
    "ambiguous": "ga:certainty begrip:meerduidig",
    "unverified": "ga:certainty begrip:ongeverifieerd",
    "of no known certainty": "ga:qualifier 'x'@nl",
    "announced": "ga:certainty begrip:expliciet ; ga:modality begrip:aangekondigd",
    "ended": "ga:certainty begrip:expliciet ; ga:endStatus begrip:beeindigd",
    "ended yesterday": 'ga:certainty begrip:expliciet ; ga:validUntil "2024-06-29"^^xsd:date',
    "ended last month": 'ga:certainty begrip:expliciet ; ga:validUntil "2024-05"^^xsd:gYearMonth',
    "ended last year": 'ga:certainty begrip:expliciet ; ga:validUntil "2023"^^xsd:gYear',
    "begins tomorrow": 'ga:certainty begrip:expliciet ; ga:validFrom "2024-07-01"^^xsd:date',
    "begins next year": 'ga:certainty begrip:expliciet ; ga:validFrom "2025"^^xsd:gYear',
}


@pytest.mark.parametrize(("statement", "expected"), RULE_BY_RULE.values(), ids=RULE_BY_RULE)
def test_what_follows_from_a_statement(statement: str, expected: Derived) -> None:
    assert _shortcuts(f"uitspraak:s1 {statement} ; {COUNTS['explicit']} .") == expected


def _all_rules(how: str) -> str:
    """A statement for each rule, each with the same certainty, modality and time."""
    return "".join(
        f"uitspraak:s{number} {statement} ; {how} .\n"
        for number, (statement, _) in enumerate(RULE_BY_RULE.values())
    )


@pytest.mark.parametrize("how", COUNTS.values(), ids=COUNTS)
def test_a_statement_that_counts(how: str) -> None:
    expected = set().union(*(expected for _, expected in RULE_BY_RULE.values()))
    assert _shortcuts(_all_rules(how)) == expected


@pytest.mark.parametrize("how", COUNTS_NOT.values(), ids=COUNTS_NOT)
def test_from_a_statement_that_does_not_count_nothing_follows(how: str) -> None:
    assert _shortcuts(_all_rules(how)) == set()


AUTHORITY = (
    "a ga:Authority ; ga:authorityKind begrip:gezag ; ga:superior organisatie:om ; "
    "ga:subordinate organisatie:a"
)
UNDER = ("uitspraak:s1", "ga:underAuthorityOf", "organisatie:om")


@pytest.mark.parametrize(
    ("assignment", "authority", "under"),
    [
        ("", "ga:scope taak:t", True),
        ("", "ga:scope taak:t , taak:u", True),
        ("", "ga:scope taak:u", False),
        ("", "ga:qualifier 'x'@nl", False),
        ("; ga:withinTask taak:u", "ga:scope taak:t", False),
        ("; ga:withinTask taak:u", "ga:scope taak:t , taak:u", True),
    ],
)
def test_authority_over_an_assignment_respects_its_scope(
    assignment: str, authority: str, under: bool
) -> None:
    text = (
        f"uitspraak:s1 {ASSIGNMENT} {assignment} ; {COUNTS['explicit']} .\n"
        f"uitspraak:s2 {AUTHORITY} ; {authority} ; {COUNTS['explicit']} ."
    )
    assert (UNDER in _shortcuts(text)) is under


@pytest.mark.parametrize(("one", "other"), list(product([True, False], repeat=2)))
def test_authority_over_an_assignment_needs_two_statements_that_count(
    one: bool, other: bool
) -> None:
    text = (
        f"uitspraak:s1 {ASSIGNMENT} ; {(COUNTS if one else COUNTS_NOT)[_pick(one)]} .\n"
        f"uitspraak:s2 {AUTHORITY} ; ga:scope taak:t ; "
        f"{(COUNTS if other else COUNTS_NOT)[_pick(other)]} ."
    )
    assert (UNDER in _shortcuts(text)) is (one and other)


def _pick(counts: bool) -> str:
    return "explicit" if counts else "ambiguous"


def test_authority_of_another_kind_or_over_another_actor_is_not_that_of_the_assignment() -> None:
    for wrong in (
        AUTHORITY.replace("begrip:gezag", "begrip:beheer"),
        AUTHORITY.replace("organisatie:a", "organisatie:b"),
    ):
        text = (
            f"uitspraak:s1 {ASSIGNMENT} ; {COUNTS['explicit']} .\n"
            f"uitspraak:s2 {wrong} ; ga:scope taak:t ; {COUNTS['explicit']} ."
        )
        assert UNDER not in _shortcuts(text)


def _derivations(triples: list[ox.Triple]) -> dict[str, dict[str, set[str]]]:
    nodes: dict[str, dict[str, set[str]]] = {}
    for t in triples:
        if isinstance(t.subject, ox.NamedNode) and "/id/afleiding/" in t.subject.value:
            values = nodes.setdefault(t.subject.value, {})
            assert isinstance(t.object, ox.NamedNode)
            values.setdefault(t.predicate.value, set()).add(t.object.value)
    return nodes


def _is_explained(subject: str, name: str, object_: str, triples: list[ox.Triple]) -> set[str]:
    """The statements behind a shortcut; asserts that exactly one derivation carries them."""
    key = hashlib.sha1(f"{subject} {name} {object_}".encode()).hexdigest()  # noqa: S324 - a name
    nodes = _derivations(triples)
    node = nodes[KETEN.thing("afleiding", key)]
    assert node[RDF + "type"] == {ga("Derivation")}
    assert node[ga("subject")] == {subject}
    assert node[ga("property")] == {ga(name)}
    assert node[ga("object")] == {object_}
    same = [each for each in nodes.values() if each[ga("subject")] == {subject}]
    assert len([each for each in same if each[ga("property")] == {ga(name)}]) == 1
    return {iri.rpartition("/")[2] for iri in node[PROV + "wasDerivedFrom"]}


def test_a_shortcut_points_to_every_statement_it_rests_on() -> None:
    text = "".join(
        f"uitspraak:s{number} {ASSIGNMENT} ; {how} .\n"
        for number, how in enumerate([*COUNTS.values(), *COUNTS_NOT.values()], start=1)
    )
    expected = {f"s{number}" for number in range(1, len(COUNTS) + 1)}
    actor, task = KETEN.thing("organisatie", "a"), KETEN.thing("taak", "t")
    assert _is_explained(actor, "hasTask", task, _derived(text)) == expected


def test_authority_over_an_assignment_points_to_both_statements() -> None:
    triples = _derived(
        f"uitspraak:s1 {ASSIGNMENT} ; {COUNTS['explicit']} .\n"
        f"uitspraak:s2 {AUTHORITY} ; ga:scope taak:t ; {COUNTS['explicit']} ."
    )
    assignment, superior = KETEN.thing("uitspraak", "s1"), KETEN.thing("organisatie", "om")
    assert _is_explained(assignment, "underAuthorityOf", superior, triples) == {"s1", "s2"}


def test_every_shortcut_that_is_published_is_explained(letter: Publication) -> None:
    derived = list(list(letter.triples())[-1][1])
    nodes = _derivations(derived)
    explained = {
        (*node[ga("subject")], *node[ga("property")], *node[ga("object")])
        for node in nodes.values()
    }
    relations = {
        (t.subject.value, t.predicate.value, t.object.value)
        for t in derived
        if isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.NamedNode)
        and t.subject.value not in nodes
    }
    shortcuts = {each for each in relations if each[1].startswith(ga(""))}
    assert shortcuts
    assert shortcuts <= explained <= relations
    subjects = {str(t.subject) for _, part in letter.triples() for t in part}
    for node in nodes.values():
        assert {f"<{iri}>" for iri in node[PROV + "wasDerivedFrom"]} <= subjects


# The bounds of a period, held against an independent calculation in Python.

SPECIAL = ["1900-02", "2000-02", "2023-02", "2024-02", "2100-02", "1900", "2000", "2024-12"]
moments = st.one_of(
    st.sampled_from(SPECIAL),
    st.tuples(st.dates(), st.sampled_from([4, 7, 10])).map(lambda it: it[0].isoformat()[: it[1]]),
)
some = st.lists(moments, max_size=2, unique=True)
DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
Statement = dict[str, list[str]]
statements = st.fixed_dictionaries(
    {"validFrom": some, "changedOn": some, "validUntil": some, "attestedOn": some}
)


def _as_turtle(number: int, statement: Statement) -> str:
    dates = "".join(
        f' ; ga:{name} "{text}"^^xsd:{DATATYPES[len(text)]}'
        for name, texts in statement.items()
        for text in texts
    )
    return f"uitspraak:s{number} {COUNTS['explicit']}{dates} .\n"


def _expected(statement: Statement) -> dict[str, set[str]]:
    """The bounds, calculated with Python's calendar."""
    starts = [*statement["validFrom"], *statement["changedOn"]]
    ends, seen = statement["validUntil"], statement["attestedOn"]
    from_ = min((Moment.parse(text).last for text in [*starts, *seen]), default=None)
    until = max((Moment.parse(text).first for text in [*ends, *seen]), default=None)
    if from_ and until and from_ > until:
        from_ = until = None
    return {
        "mayHoldFrom": {Moment.parse(text).first.isoformat() for text in starts},
        "mayHoldUntil": {Moment.parse(text).last.isoformat() for text in ends},
        "holdsFrom": {from_.isoformat()} if from_ else set(),
        "holdsUntil": {until.isoformat()} if until else set(),
    }


def _bounds(triples: list[ox.Triple], number: int) -> dict[str, set[str]]:
    subject = ox.NamedNode(KETEN.thing("uitspraak", f"s{number}"))
    found: dict[str, set[str]] = {name: set() for name in BOUNDS}
    for t in triples:
        name = t.predicate.value.removeprefix(ga(""))
        if t.subject == subject and name in found:
            assert isinstance(t.object, ox.Literal)
            assert t.object.datatype.value == XSD + "date"
            found[name].add(t.object.value)
    return found


BOUND_RULES = [rule for rule in RULES if rule.name.startswith(("rules/10", "rules/11"))]


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(statements, min_size=30, max_size=60))
def test_bounds_are_those_of_the_calendar(drawn: list[Statement]) -> None:
    turtle = "".join(_as_turtle(number, each) for number, each in enumerate(drawn))
    triples = _derived(turtle, BOUND_RULES)
    for number, each in enumerate(drawn):
        assert _bounds(triples, number) == _expected(each), each


@pytest.mark.parametrize(
    ("statement", "bounds"),
    [
        ({}, {}),
        ({"attestedOn": "2023-10-19"}, {"holdsFrom": "2023-10-19", "holdsUntil": "2023-10-19"}),
        ({"validFrom": "2004"}, {"mayHoldFrom": "2004-01-01", "holdsFrom": "2004-12-31"}),
        ({"validUntil": "2004-02"}, {"mayHoldUntil": "2004-02-29", "holdsUntil": "2004-02-01"}),
        (
            {"validFrom": "2004-10", "validUntil": "2005"},
            {
                "mayHoldFrom": "2004-10-01",
                "holdsFrom": "2004-10-31",
                "holdsUntil": "2005-01-01",
                "mayHoldUntil": "2005-12-31",
            },
        ),
        # Begun and ended within one year: no day is certain.
        (
            {"validFrom": "2004", "validUntil": "2004"},
            {"mayHoldFrom": "2004-01-01", "mayHoldUntil": "2004-12-31"},
        ),
        (
            {"validFrom": "2004", "validUntil": "2004", "attestedOn": "2004-05-17"},
            {
                "mayHoldFrom": "2004-01-01",
                "holdsFrom": "2004-05-17",
                "holdsUntil": "2004-05-17",
                "mayHoldUntil": "2004-12-31",
            },
        ),
        ({"changedOn": "1900-02"}, {"mayHoldFrom": "1900-02-01", "holdsFrom": "1900-02-28"}),
        ({"changedOn": "2000-02"}, {"mayHoldFrom": "2000-02-01", "holdsFrom": "2000-02-29"}),
    ],
)
def test_bounds_by_example(statement: dict[str, str], bounds: dict[str, str]) -> None:
    turtle = _as_turtle(1, {name: [text] for name, text in statement.items()})
    found = _bounds(_derived(turtle), 1)
    assert found == {name: {bounds[name]} if name in bounds else set() for name in BOUNDS}


# The same rules on another engine.


def _derived_by_rdflib(triples: list[ox.Triple], rules: list[File], day: str) -> set[str]:
    graph = bridge.graph([("", tuple(triples))], {})
    derived: set[tuple[bridge.Node, ...]] = set()
    bindings = {"asOf": rdflib.Literal(day, datatype=rdflib.XSD.date)}
    for rule in rules:
        uses = bindings if "?asOf" in rule.text else {}
        found = graph.query(rule.text, initBindings=uses).graph
        assert found is not None
        for triple in set(found):
            graph.add(triple)
            derived.add(triple)  # type: ignore[arg-type]
    return {" ".join(node.n3() for node in triple) for triple in derived}


def test_rdflib_derives_the_same() -> None:
    bodies = [statement for statement, _ in RULE_BY_RULE.values()]
    bodies.append(f"{AUTHORITY} ; ga:scope taak:t")
    cases = [
        *product(bodies, [COUNTS["explicit"], COUNTS_NOT["ambiguous"]]),
        *product(bodies[:1], [*COUNTS.values(), *COUNTS_NOT.values()]),
    ]
    everything = "".join(
        f"uitspraak:s{number} {body} ; {how} .\n" for number, (body, how) in enumerate(cases)
    )
    found = _derived_by_rdflib(_parsed(everything), RULES, RELEASED)
    assert found == {str(t) for t in _derived(everything)}


def test_rdflib_derives_the_same_from_the_letter(letter: Publication) -> None:
    *source, (_, derived) = letter.triples()
    triples = [t for _, part in source for t in part]
    rules = [file for file in letter.files if file.role is Role.RULE]
    found = _derived_by_rdflib(triples, rules, letter.release.date)
    assert found == {str(t) for t in derived}


# The machinery.


def test_rules_run_in_order_and_see_what_earlier_ones_derived() -> None:
    rules = [
        File("rules/1.rq", Role.RULE, "CONSTRUCT { ?s <a:q> 1 } { ?s <a:p> 1 }"),
        File("rules/2.rq", Role.RULE, "CONSTRUCT { ?s <a:r> 1 } { ?s <a:q> 1 }"),
    ]
    assert len(_derived("<a:s> <a:p> 1 .", rules)) == 2
    assert len(_derived("<a:s> <a:p> 1 .", rules[::-1])) == 1


def test_what_is_derived_stands_in_a_graph_of_its_own(keten: Publication) -> None:
    leads = "organisatie:dienst-keuring ga:leads taak:keuring"
    assert keten.query(f"ASK {{ {leads} }}") is True
    assert keten.query(f"ASK {{ GRAPH graaf:afgeleid {{ {leads} }} }}") is True
    assert keten.query(f"ASK {{ GRAPH graaf:rapport {{ {leads} }} }}") is False


def test_the_order_is_the_same_each_time(keten_folder: Path) -> None:
    first, again = (Publication.from_directory(keten_folder) for _ in range(2))
    assert list(first.quads()) == list(again.quads())


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("CONSTRUCT { ?s <a:q> }\n{ ?s ?p ?o }", "rules/9.rq:1:22", "The query breaks at '}'."),
        ("ASK { ?s ?p ?o }", "rules/9.rq", "It is not a CONSTRUCT query."),
        ("SELECT * { ?s ?p ?o }", "rules/9.rq", "It is not a CONSTRUCT query."),
    ],
)
def test_a_rule_that_cannot_run_is_named(text: str, place: str, detail: str) -> None:
    with pytest.raises(Problem) as caught:
        _derived("", [File("rules/9.rq", Role.RULE, text)])
    assert caught.value.kind == "broken-rule"
    assert (caught.value.place, caught.value.detail) == (place, detail)
